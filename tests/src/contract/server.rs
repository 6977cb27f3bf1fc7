//! The contract behind a port.

use std::{
    collections::BTreeSet,
    net::Ipv4Addr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::{self, Bytes},
    extract::{FromRequest, Multipart, State},
    http::{Request as HttpRequest, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::{net::TcpListener, task::JoinHandle};
use url::form_urlencoded;

use super::{Body, Contract, Part, Refusal, Request};
use crate::schema::{Mode, Rng};

/// The largest request that is read.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A server that holds requests against a [`Contract`]; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    state: Arc<Shared>,
    serving: JoinHandle<()>,
}

/// A request that came.
#[derive(Clone, Debug)]
pub struct Called {
    /// Discord's id of the operation; `None` where none has such a path.
    pub operation_id: Option<String>,
    /// Why it was refused, if it was.
    pub refused: Option<String>,
    /// What was sent by names, as [`Contract::fields`] has them.
    pub fields: BTreeSet<String>,
}

#[derive(Debug)]
struct Shared {
    contract: Contract,
    answers: Mutex<Answers>,
    called: Mutex<Vec<Called>>,
}

#[derive(Debug)]
struct Answers {
    mode: Mode,
    rng: Rng,
}

impl Server {
    /// Starts a server at a port that the system picks, with maximal answers.
    ///
    /// # Panics
    ///
    /// Where no port of this machine can be listened at.
    pub async fn start(contract: Contract) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("the system has a port");
        let port = listener.local_addr().expect("it listens").port();
        let state = Arc::new(Shared {
            contract,
            answers: Mutex::new(Answers {
                mode: Mode::Maximal,
                rng: Rng::with_seed(0),
            }),
            called: Mutex::default(),
        });
        let router = Router::new().fallback(serve).with_state(Arc::clone(&state));
        let serving = tokio::spawn(async move {
            // It ends with this task.
            let _ = axum::serve(listener, router).await;
        });
        Self {
            port,
            state,
            serving,
        }
    }

    /// The address of the API, without the version, as `DISCORD_API_URL` takes it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/api", self.port)
    }

    /// Sets how much is in the answers from now on.
    pub fn answer_with(&self, mode: Mode, seed: u64) {
        *lock(&self.state.answers) = Answers {
            mode,
            rng: Rng::with_seed(seed),
        };
    }

    /// Takes out what was called since the last time.
    pub fn take_called(&self) -> Vec<Called> {
        std::mem::take(&mut lock(&self.state.called))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(State(state): State<Arc<Shared>>, request: HttpRequest<body::Body>) -> Response {
    let mut fields = BTreeSet::new();
    let result = match take_apart(request).await {
        Ok(request) => state.contract.check(&request).map(|operation| {
            fields = request.fields();
            let mut answers = lock(&state.answers);
            let Answers { mode, rng } = &mut *answers;
            let answer = state.contract.answer(operation, &request.query, mode, rng);
            (operation, answer)
        }),
        Err(message) => Err(Refusal {
            operation_id: None,
            message,
        }),
    };
    let (called, response) = match result {
        Ok((operation, answer)) => {
            let status = StatusCode::from_u16(answer.status).unwrap_or_default();
            let response = match answer.content {
                Some((kind, bytes)) => {
                    (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
                }
                None => status.into_response(),
            };
            (
                Called {
                    operation_id: Some(operation.id.clone()),
                    refused: None,
                    fields,
                },
                response,
            )
        }
        Err(refusal) => {
            let error = json!({"code": 50035, "message": refusal.to_string()}).to_string();
            let head = [(header::CONTENT_TYPE, "application/json")];
            (
                Called {
                    operation_id: refusal.operation_id,
                    refused: Some(refusal.message),
                    fields,
                },
                (StatusCode::BAD_REQUEST, head, error).into_response(),
            )
        }
    };
    lock(&state.called).push(called);
    response
}

async fn take_apart(request: HttpRequest<body::Body>) -> Result<Request, String> {
    let (head, body) = request.into_parts();
    let header = |name: &str| {
        let value = head.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let path = head.uri.path();
    let path = path.strip_prefix("/api").unwrap_or(path);
    let path = path
        .strip_prefix("/v10")
        .ok_or_else(|| format!("`{path}` does not begin with the version, /v10"))?;
    let kind = header("content-type").unwrap_or_default();
    let bytes = body::to_bytes(body, MOST_BYTES)
        .await
        .map_err(|error| format!("the body did not come: {error}"))?;
    Ok(Request {
        method: head.method.as_str().to_owned(),
        path: path.to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        authorization: header("authorization"),
        user_agent: header("user-agent"),
        reason: header("x-audit-log-reason"),
        body: read(&kind, bytes).await?,
    })
}

async fn read(kind: &str, bytes: Bytes) -> Result<Body, String> {
    if bytes.is_empty() {
        return Ok(Body::None);
    }
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/json" => serde_json::from_slice(&bytes)
            .map(Body::Json)
            .map_err(|error| format!("the body is no JSON: {error}")),
        "application/x-www-form-urlencoded" => {
            let fields = form_urlencoded::parse(&bytes);
            Ok(Body::Form(
                fields
                    .map(|(name, text)| (name.into_owned(), text.into_owned()))
                    .collect(),
            ))
        }
        "multipart/form-data" => parts(kind, bytes)
            .await
            .map(Body::Multipart)
            .map_err(|error| format!("the parts cannot be read: {error}")),
        other => Err(format!("the content type `{other}` is none of the three")),
    }
}

async fn parts(kind: &str, bytes: Bytes) -> Result<Vec<Part>, String> {
    let request = HttpRequest::builder()
        .header(header::CONTENT_TYPE, kind)
        .body(body::Body::from(bytes))
        .map_err(|error| error.to_string())?;
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|e| e.to_string())? {
        parts.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            filename: field.file_name().map(str::to_owned),
            content_type: field.content_type().map(str::to_owned),
            bytes: field.bytes().await.map_err(|e| e.to_string())?.to_vec(),
        });
    }
    Ok(parts)
}
