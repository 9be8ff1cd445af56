#![allow(dead_code)]
use chrono::serde::{ts_milliseconds, ts_nanoseconds_option};
use chrono::{DateTime, Utc};
#[macro_use]
extern crate serde_derive;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumStruct {
    pub value1: Option<i64>,
    pub value2: Option<i64>,
    #[serde(with = "ts_nanoseconds_option")]
    pub time1: Option<DateTime<Utc>>,
    #[serde(with = "ts_milliseconds")]
    pub time2: DateTime<Utc>,
    #[serde(with = "chrono::serde::ts_seconds")]
    pub time3: DateTime<Utc>,
    pub status1: Status1,
    pub status2: Status2,
}

#[derive(Debug, Copy, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status1 { V1 = 0 }

#[derive(Debug, Copy, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status2 { V1 = 0, V2 = 7 }
