struct Msg { a: u32, b: String, c: u8 }
