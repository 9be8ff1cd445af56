use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct Quote {
    pub symbol: String,
    #[serde(with = "rust_decimal::serde::str")]
    pub bid: Decimal,
    #[serde(with = "rust_decimal::serde::str_option")]
    pub ask: Option<Decimal>,
    #[serde(with = "rust_decimal::serde::float_option")]
    pub fee: Option<Decimal>,
    pub lots: u32,
}
