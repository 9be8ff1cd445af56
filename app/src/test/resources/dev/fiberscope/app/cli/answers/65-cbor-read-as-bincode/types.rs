struct Line { sku: u64, qty: u8 } struct Order { id: u32, lines: Vec<Line>, note: String }
