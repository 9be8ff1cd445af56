use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shift {
    pub date: Date,
    pub start: Time,
    pub entered: OffsetDateTime,
    pub until: PrimitiveDateTime,
    pub pause: Duration,
    pub zone: UtcOffset,
    pub weekday: Weekday,
    pub month: Month,
    #[serde(with = "time::serde::timestamp")]
    pub stamp: OffsetDateTime,
}
