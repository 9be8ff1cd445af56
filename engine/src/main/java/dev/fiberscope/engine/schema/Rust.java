package dev.fiberscope.engine.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Rust type of a record's component where Java's says too little: {@code @Rust("u32") long
 * sku}. Any integer type may be given; the Java type must be able to hold it, or its bits.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Rust {
  /** The name of an integer type, such as {@code u32} or {@code u128}. */
  String value();
}
