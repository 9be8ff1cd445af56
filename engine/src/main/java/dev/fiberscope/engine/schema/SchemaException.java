package dev.fiberscope.engine.schema;

/** Type text that cannot be understood: where, what was expected, and what may help. */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public SchemaException(int line, int column, String problem) {
    super("line " + line + ", column " + column + ": " + problem, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }
}
