package dev.fiberscope.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test whose fibers are run under many schedules. It takes an {@link
 * dev.fiberscope.engine.explore.ExploredRun}, starts fibers with it and says what must hold at the
 * end; it is called once for each seed. The first seed under which something goes wrong fails the
 * test, with a schedule that is as plain as can be. Needs {@code
 * --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED} and {@code
 * --add-exports=java.base/jdk.internal.access=ALL-UNNAMED}.
 */
@Test
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(ExploreExtension.class)
public @interface Explore {
  /** How many schedules are tried. */
  long seeds() default 1_000;

  /** The first seed; with one seed, the one that a failure named. */
  long firstSeed() default 1;
}
