use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "type")] // shared with the web frontend
enum Container {
    NoData,
    SomeData(Data),
    NegativeData(Data),
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "variant", rename_all = "snake_case")]
enum Data {
    A,
    B,
    LongName { size: u32 },
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    seq: u64,
    items: Vec<Container>,
}
