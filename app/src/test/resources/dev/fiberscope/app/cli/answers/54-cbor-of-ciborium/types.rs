struct Msg { a: u32, b: String }
