struct R(BoundedString<8>);
