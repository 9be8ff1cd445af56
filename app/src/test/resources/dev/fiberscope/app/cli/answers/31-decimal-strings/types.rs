use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A trading chart candlestick.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Candle {
    /// The candle open time.
    pub time: u64,
    /// The candle open price.
    pub open: Decimal,
    pub low: Decimal,
    pub high: Decimal,
    pub close: Decimal,
    pub volume: Decimal,
}

pub type Chart = VecDeque<Candle>;
