//! How a kit is put together.

use std::{borrow::Cow, sync::Arc};

use super::{Inner, TestKit, bot::Bot, record::Record, report, site::Site};
use crate::{Arguments, Dispatcher, HandlerItem, gateway::GatewayOptions, sandbox::SandboxBuilder};

/// With which handlers and arguments, and in which sandbox, the bot of a [`TestKit`] runs.
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is started"]
pub struct TestKitBuilder {
    sandbox: SandboxBuilder,
    dispatcher: Dispatcher,
    gateway: GatewayOptions,
    without_bot: bool,
}

impl TestKitBuilder {
    /// Gives the bot's handlers an argument, as [`Run::argument`](crate::Run::argument) does.
    pub fn argument<T: Send + Sync + 'static>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: T,
    ) -> Self {
        self.dispatcher.add_argument(name, value);
        self
    }

    /// Gives the bot's handlers the fields of a struct, as [`Run::arguments`](crate::Run::arguments) does.
    pub fn arguments(self, arguments: impl Arguments) -> Self {
        self.dispatcher.add_arguments(arguments);
        self
    }

    /// Adds a handler by the name of its function; from the first on, those that register by themselves
    /// are left out.
    pub fn handler<H: HandlerItem>(self) -> Self {
        self.dispatcher
            .without_registered_handlers()
            .add_handler::<H>();
        self
    }

    /// Leaves out the handlers that register by themselves.
    pub fn without_registered_handlers(self) -> Self {
        self.dispatcher.without_registered_handlers();
        self
    }

    /// Goes on with what a function makes of the builder, such as one that several tests share.
    pub fn set_up(self, setup: impl FnOnce(Self) -> Self) -> Self {
        setup(self)
    }

    /// Sets how the bot connects to the gateway.
    pub fn gateway(mut self, options: GatewayOptions) -> Self {
        self.gateway = options;
        self
    }

    /// Sets how the sandbox runs: its world, its port, its rate limits.
    pub fn sandbox(mut self, sandbox: SandboxBuilder) -> Self {
        self.sandbox = sandbox;
        self
    }

    /// Leaves the bot unstarted; [`TestKit::bot`] starts it.
    pub fn without_bot(mut self) -> Self {
        self.without_bot = true;
        self
    }

    /// Starts the sandbox, and in it the bot.
    ///
    /// # Panics
    ///
    /// If one of them cannot start; the message says why.
    #[track_caller]
    pub fn start(self) -> impl Future<Output = TestKit> {
        self.start_at(Site::here())
    }

    pub(super) async fn start_at(self, site: Site) -> TestKit {
        let sandbox = match self.sandbox.start().await {
            Ok(sandbox) => sandbox,
            Err(error) => panic!("{site}: the sandbox does not start: {error}"),
        };
        let record = Record::begin(&sandbox);
        let bot = Bot::new(sandbox.token(), self.dispatcher, self.gateway);
        let kit = TestKit {
            inner: Arc::new(Inner {
                sandbox,
                record,
                bot,
            }),
        };
        if !self.without_bot
            && let Err(error) = kit.bot().start().await
        {
            report::fail(
                &kit,
                site,
                &format!("the bot does not start: {error}"),
                None,
            );
        }
        kit
    }
}
