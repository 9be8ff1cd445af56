use serde::{Deserialize, Serialize};
use std::ffi::{CString, OsString};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::{NonZeroU16, Wrapping};
use std::ops::{Bound, Range, RangeInclusive};
use std::path::PathBuf;
use std::sync::atomic::AtomicU32;
use std::time::{Duration, SystemTime};

#[derive(Debug, Serialize, Deserialize)]
pub struct Peer {
    pub addr: SocketAddr,
    pub via: Option<IpAddr>,
    pub v6: Ipv6Addr,
    pub seen: SystemTime,
    pub rtt: Duration,
    pub path: PathBuf,
    pub args: Vec<OsString>,
    pub name: CString,
    pub ports: Range<u16>,
    pub ids: RangeInclusive<u32>,
    pub upto: Bound<i8>,
    pub hits: AtomicU32,
    pub weight: NonZeroU16,
    pub wrap: Wrapping<u64>,
    pub nothing: (),
    pub mark: char,
    pub big: i128,
}
