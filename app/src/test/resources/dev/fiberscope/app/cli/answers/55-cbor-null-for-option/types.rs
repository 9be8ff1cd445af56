struct Msg { a: u32, b: Option<String> }
