package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;

/** Cuts Rust text into tokens. Comments and white space are left out. */
final class RustLexer {
  /** What a token is. */
  enum Kind {
    WORD,
    NUMBER,
    LIFETIME,
    /** A string or character, which types do not need but other items have. */
    LITERAL,
    /** One character of punctuation. */
    MARK,
    END
  }

  /**
   * @param line from 1, {@code column} likewise
   */
  record Token(Kind kind, String text, int line, int column) {
    boolean is(String mark) {
      return kind != Kind.LITERAL && text.equals(mark);
    }

    SchemaException error(String problem) {
      return new SchemaException(line, column, problem);
    }

    /** The token as an error names it. */
    String shown() {
      return kind == Kind.END ? "the end of the text" : "'" + text + "'";
    }
  }

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  private RustLexer(String text) {
    this.text = text;
  }

  /** All tokens; the last one is {@link Kind#END}. */
  static List<Token> tokens(String text) {
    RustLexer lexer = new RustLexer(text);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    skipSpaceAndComments();
    int start = at;
    int startLine = line;
    int column = at - lineStart + 1;
    Kind kind = read();
    return new Token(kind, text.substring(start, at), startLine, column);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private void advance() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private void skipSpaceAndComments() {
    while (at < text.length()) {
      if (Character.isWhitespace(peek(0)) || peek(0) == '\ufeff') {
        advance();
      } else if (peek(0) == '/' && peek(1) == '/') {
        while (at < text.length() && peek(0) != '\n') {
          advance();
        }
      } else if (peek(0) == '/' && peek(1) == '*') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  /** Block comments nest in Rust. */
  private void skipBlockComment() {
    int startLine = line;
    int column = at - lineStart + 1;
    int depth = 0;
    do {
      if (at >= text.length()) {
        throw new SchemaException(startLine, column, "this comment has no end; close it with */");
      }
      boolean opens = peek(0) == '/' && peek(1) == '*';
      boolean closes = peek(0) == '*' && peek(1) == '/';
      depth += opens ? 1 : closes ? -1 : 0;
      advance();
      if (opens || closes) {
        advance();
      }
    } while (depth > 0);
  }

  private Kind read() {
    if (at >= text.length()) {
      return Kind.END;
    }
    char first = peek(0);
    if (first == 'r' && (peek(1) == '"' || peek(1) == '#' && (peek(2) == '"' || peek(2) == '#'))) {
      readRawString();
      return Kind.LITERAL;
    }
    if (first == '"') {
      readQuoted('"');
      return Kind.LITERAL;
    }
    if (first == '\'') {
      return readLifetimeOrCharacter();
    }
    if (Character.isDigit(first)) {
      readWord();
      return Kind.NUMBER;
    }
    if (Character.isJavaIdentifierStart(first) && first != '$') {
      readWord();
      return Kind.WORD;
    }
    advance();
    return Kind.MARK;
  }

  private void readWord() {
    while (at < text.length() && Character.isJavaIdentifierPart(peek(0)) && peek(0) != '$') {
      advance();
    }
  }

  private Kind readLifetimeOrCharacter() {
    boolean lifetime = Character.isJavaIdentifierStart(peek(1)) && peek(2) != '\'';
    if (lifetime) {
      advance();
      readWord();
      return Kind.LIFETIME;
    }
    readQuoted('\'');
    return Kind.LITERAL;
  }

  private void readQuoted(char quote) {
    int startLine = line;
    int column = at - lineStart + 1;
    advance();
    while (at < text.length() && peek(0) != quote) {
      if (peek(0) == '\\' && at + 1 < text.length()) {
        advance();
      }
      advance();
    }
    if (at >= text.length()) {
      throw new SchemaException(startLine, column, "this literal has no end");
    }
    advance();
  }

  private void readRawString() {
    int startLine = line;
    int column = at - lineStart + 1;
    advance();
    int hashes = 0;
    while (peek(0) == '#') {
      hashes++;
      advance();
    }
    int end = text.indexOf("\"" + "#".repeat(hashes), at + 1);
    if (peek(0) != '"') {
      return;
    }
    if (end < 0) {
      throw new SchemaException(startLine, column, "this raw string has no end");
    }
    while (at < end + 1 + hashes) {
      advance();
    }
  }
}
