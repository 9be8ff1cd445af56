struct R(Vec<u8>, f64);
