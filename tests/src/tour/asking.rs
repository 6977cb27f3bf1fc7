//! What a walk does: operations, each answer checked, and what people and drivers do.

use serde_json::{Value, json};

use super::Tour;

impl Tour {
    /// Does an operation as the bot; a body of null is none.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn bot(&mut self, method: &str, path: &str, body: Value) -> Value {
        let header = format!("Bot {}", self.sandbox.token().expose());
        self.succeed(method, path, Some(&header), body).await
    }

    /// Does an operation without a token, or with another one: `Bearer …`.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn with(
        &mut self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: Value,
    ) -> Value {
        self.succeed(method, path, token, body).await
    }

    /// Does an operation as a person, by the page's API.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn person(&mut self, user: &str, method: &str, path: &str, body: Value) -> Value {
        let path = format!("/as/{user}{path}");
        self.control(method, &path, body).await
    }

    /// A token of ada, who owns the application, for these scopes.
    ///
    /// # Panics
    ///
    /// If the application is given none.
    pub async fn bearer(&mut self, scopes: &str) -> String {
        let path = format!("/applications/{}", self.application());
        let changed = self.control("PATCH", &path, json!({})).await;
        let secret = changed["client_secret"].as_str().unwrap_or_default();
        let id = self.application();
        let pairs = [
            ("grant_type", "client_credentials"),
            ("client_id", &id),
            ("client_secret", secret),
            ("scope", scopes),
        ];
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let url = format!("{}/oauth2/token", self.sandbox.api_url());
        let request = self.http.post(url).body(form);
        let kind = "application/x-www-form-urlencoded";
        let (status, answer) = read(request.header("content-type", kind)).await;
        let answer = answer.unwrap_or_default();
        let token = answer["access_token"].as_str();
        let token = token.unwrap_or_else(|| panic!("no token: {status} {answer}"));
        format!("Bearer {token}")
    }

    /// Does an operation as a person, by the page's API, that is refused with a code of Discord's.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub async fn person_refused(
        &mut self,
        user: &str,
        method: &str,
        path: &str,
        body: Value,
        code: u64,
    ) {
        let url = format!("{}api/as/{user}{path}", self.sandbox.page_url());
        let (status, answer) = self.send(method, &url, None, body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            status >= 400 && answer["code"] == code,
            "{method} {path}: {status} {answer}, not refused with {code}"
        );
    }

    /// Begins an interaction as a person, whose client waits for the application's answer.
    ///
    /// The task ends in what the person's client is told.
    ///
    /// # Panics
    ///
    /// The task does, if the person cannot do it.
    pub fn interact(&self, user: &str, body: &Value) -> tokio::task::JoinHandle<Value> {
        let url = format!("{}api/as/{user}/interactions", self.sandbox.page_url());
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json");
        let request = request.body(body.to_string());
        tokio::spawn(async move {
            let (status, answer) = read(request).await;
            let answer = answer.unwrap_or_default();
            assert!(status < 300, "interaction: {status} {answer}");
            answer
        })
    }

    /// Has the watching bot say something to the gateway: an opcode with its data.
    ///
    /// # Panics
    ///
    /// If its connection is gone.
    pub fn command(&self, op: u8, data: &Value) {
        let sent = self.commands.send(json!({ "op": op, "d": data }));
        sent.expect("the watching bot is connected");
    }

    /// Uses the page's API.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn control(&mut self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}api{path}", self.sandbox.page_url());
        let (status, answer) = self.send(method, &url, None, body).await;
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {}",
            answer.unwrap_or_default()
        );
        answer.unwrap_or_default()
    }

    /// Does an operation as the bot that is refused with a code of Discord's.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub async fn refused(&mut self, method: &str, path: &str, body: Value, code: u64) -> Value {
        let header = format!("Bot {}", self.sandbox.token().expose());
        let (status, answer) = self.operation(method, path, Some(&header), body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            status >= 400 && answer["code"] == code,
            "{method} {path}: {status} {answer}, not refused with {code}"
        );
        answer
    }

    async fn succeed(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> Value {
        let (status, answer) = self.operation(method, path, token, body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {answer}"
        );
        answer
    }

    /// Does an operation, and checks its answer.
    async fn operation(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> (u16, Option<Value>) {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let (status, answer) = self.send(method, &url, token, body).await;
        self.judge(method, path, status, answer.as_ref());
        (status, answer)
    }

    /// Checks an answer, and notes which operation gave it.
    fn judge(&mut self, method: &str, path: &str, status: u16, answer: Option<&Value>) {
        match self.contract.operation_of(method, path) {
            None => self.faults.push(format!("{method} {path} is no operation")),
            Some(operation) => {
                if status < 300 {
                    self.seen.operations.insert(operation.id.clone());
                }
                if let Err(fault) = self.contract.judge(operation, status, answer) {
                    self.faults.push(format!("{method} {path}: {fault}"));
                }
            }
        }
    }

    async fn send(
        &self,
        method: &str,
        url: &str,
        token: Option<&str>,
        body: Value,
    ) -> (u16, Option<Value>) {
        let method = method.parse().expect("a method");
        let mut request = self.http.request(method, url);
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        if !body.is_null() {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        read(request).await
    }

    /// Sends a form of several parts as the bot: `payload_json`, if it is not null, and files.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn upload(
        &mut self,
        method: &str,
        path: &str,
        payload: Value,
        parts: Vec<(&'static str, reqwest::multipart::Part)>,
    ) -> Value {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let mut form = reqwest::multipart::Form::new();
        if !payload.is_null() {
            form = form.text("payload_json", payload.to_string());
        }
        for (name, part) in parts {
            form = form.part(name, part);
        }
        let request = self
            .http
            .request(method.parse().expect("a method"), url)
            .header(
                "authorization",
                format!("Bot {}", self.sandbox.token().expose()),
            )
            .multipart(form);
        let (status, answer) = read(request).await;
        let operation = self.contract.operation_of(method, path);
        let operation = operation.unwrap_or_else(|| panic!("{method} {path} is no operation"));
        if let Err(fault) = self.contract.judge(operation, status, answer.as_ref()) {
            self.faults.push(format!("{method} {path}: {fault}"));
        }
        self.seen.operations.insert(operation.id.clone());
        let answer = answer.unwrap_or_default();
        assert!(status < 300, "{method} {path}: {status} {answer}");
        answer
    }

    /// Sends a form of pairs without a token, as the operations of OAuth2 take them.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn form(&mut self, path: &str, pairs: &[(&'static str, String)]) -> Value {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let (status, answer) = read(request).await;
        self.judge("POST", path, status, answer.as_ref());
        let answer = answer.unwrap_or_default();
        assert!(status < 300, "POST {path}: {status} {answer}");
        answer
    }
}

async fn read(request: reqwest::RequestBuilder) -> (u16, Option<Value>) {
    let response = request.send().await.expect("the sandbox answers");
    let status = response.status().as_u16();
    let text = response.bytes().await.expect("the sandbox answers");
    let body = (!text.is_empty()).then(|| {
        serde_json::from_slice(&text)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&text).into_owned()))
    });
    (status, body)
}
