//! Command line: `--name value` pairs, all optional.

pub struct Options {
    pub port: u16,
    pub guilds: u64,
    pub members: u64,
    pub events: u64,
    pub seed: u64,
    /// Record the zlib-stream tape as well.
    pub zlib: bool,
    /// Record the zstd-stream tape as well.
    pub zstd: bool,
    /// Honour `compress: true` in IDENTIFY for payloads of at least this many bytes; 0 ignores it.
    pub payload_zlib: usize,
    /// How many shards may identify in 5 seconds, as the API tells.
    pub max_concurrency: u64,
    /// Send one GUILD_DELETE after the blast, for clients that do not look at all of it.
    pub tail: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 7800,
            guilds: 100,
            members: 1000,
            events: 200_000,
            seed: 1,
            zlib: false,
            zstd: false,
            payload_zlib: 0,
            max_concurrency: 1,
            tail: false,
        }
    }
}

impl Options {
    pub fn from_args() -> Self {
        let mut options = Self::default();
        let mut args = std::env::args().skip(1);
        while let Some(name) = args.next() {
            let value = args.next().unwrap_or_else(|| panic!("{name} wants a value"));
            let number = || {
                value
                    .parse::<u64>()
                    .unwrap_or_else(|_| panic!("{name} {value}: not a number"))
            };
            match name.as_str() {
                "--port" => options.port = number() as u16,
                "--guilds" => options.guilds = number(),
                "--members" => options.members = number(),
                "--events" => options.events = number(),
                "--seed" => options.seed = number(),
                "--payload-zlib" => options.payload_zlib = number() as usize,
                "--max-concurrency" => options.max_concurrency = number(),
                "--tail" => options.tail = number() != 0,
                "--streams" => {
                    options.zlib = value.contains("zlib");
                    options.zstd = value.contains("zstd");
                }
                _ => panic!("unknown option {name}"),
            }
        }
        options
    }
}
