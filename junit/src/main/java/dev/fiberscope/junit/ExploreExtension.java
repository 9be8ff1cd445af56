package dev.fiberscope.junit;

import dev.fiberscope.engine.explore.ExploredRun;
import dev.fiberscope.engine.explore.Explorer;
import dev.fiberscope.engine.explore.Explorer.Failure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Calls a test once for each schedule instead of once. */
final class ExploreExtension implements InvocationInterceptor, ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ExploredRun.class;
  }

  /** There is one for each call, and none before. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return null;
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    Explore explore = method.getExecutable().getAnnotation(Explore.class);
    Explorer.missing()
        .ifPresent(
            why -> {
              throw new IllegalStateException("Schedules cannot be explored: " + why + ".");
            });
    Object test = method.getTarget().orElse(null);
    method.getExecutable().setAccessible(true);
    Explorer explorer = new Explorer(run -> call(method, test, run));
    Optional<Failure> failure = explorer.explore(explore.firstSeed(), explore.seeds(), _ -> {});
    if (failure.isPresent()) {
      throw new AssertionError(sentence(failure.get()));
    }
  }

  private static void call(
      ReflectiveInvocationContext<Method> method, Object test, ExploredRun run) {
    Object[] arguments = method.getArguments().toArray();
    Class<?>[] types = method.getExecutable().getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      arguments[i] = types[i] == ExploredRun.class ? run : arguments[i];
    }
    try {
      method.getExecutable().invoke(test, arguments);
    } catch (InvocationTargetException thrown) {
      throw sneaky(thrown.getCause());
    } catch (IllegalAccessException forbidden) {
      throw new IllegalStateException(forbidden);
    }
  }

  /** What the test threw, as it is. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static String sentence(Failure failure) {
    return "With seed "
        + failure.seed()
        + ": "
        + String.join(" ", failure.problems())
        + "\nIt goes wrong "
        + failure.shrunk()
        + ".\nTo see it alone: @Explore(firstSeed = "
        + failure.seed()
        + ", seeds = 1)";
  }
}
