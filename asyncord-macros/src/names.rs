//! Names that handlers ask for and programs cannot give.

/// The names that every bot has, with the trait of `asyncord::__private` that hands them out.
pub(crate) const RESERVED: [(&str, &str); 4] = [
    ("client", "ClientParam"),
    ("gateway", "GatewayParam"),
    ("client_groups", "ClientGroupsParam"),
    ("cx", "ContextParam"),
];

/// Names that later versions will hand out; refused now, so that no bot breaks then.
pub(crate) const KEPT_FOR_LATER: [&str; 5] = ["cache", "voice", "shard", "error", "sandbox"];
