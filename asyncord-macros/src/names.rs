//! Names that handlers ask for and programs cannot give.

/// The names that every bot has, with the trait of `asyncord::__private` that hands them out.
pub(crate) const RESERVED: [(&str, &str); 3] = [
    ("client", "ClientParam"),
    ("gateway", "GatewayParam"),
    ("client_groups", "ClientGroupsParam"),
];

/// Names that later versions will hand out; refused now, so that no bot breaks then.
pub(crate) const KEPT_FOR_LATER: [&str; 6] = ["cache", "voice", "cx", "shard", "error", "sandbox"];
