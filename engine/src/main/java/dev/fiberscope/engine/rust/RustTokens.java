package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustLexer.Kind;
import dev.fiberscope.engine.rust.RustLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A place in the tokens of a Rust file, and the ways to go on from it. */
final class RustTokens {
  private static final Set<String> OPENING = Set.of("{", "(", "[");
  private static final Set<String> CLOSING = Set.of("}", ")", "]");

  private final List<Token> tokens;
  private int at;

  RustTokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  static RustTokens of(String text) {
    return new RustTokens(RustLexer.tokens(text));
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token so many behind the next one; the last one where there are not as many. */
  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String text) {
    boolean found = peek().is(text);
    if (found) {
      take();
    }
    return found;
  }

  /** Takes {@code ::} if it comes next. */
  boolean acceptPathSeparator() {
    boolean found = isPathSeparator();
    if (found) {
      take();
      take();
    }
    return found;
  }

  boolean isPathSeparator() {
    return peek().is(":") && peek(1).is(":");
  }

  Token expect(String text, String where) {
    if (!peek().is(text)) {
      throw peek().error("expected '" + text + "' " + where + ", found " + peek().shown());
    }
    return take();
  }

  Token expectWord(String what) {
    // A word written r#type is lexed as r, #, type.
    if (peek().is("r") && peek(1).is("#")) {
      take();
      take();
    }
    if (peek().kind() != Kind.WORD) {
      throw peek().error("expected " + what + ", found " + peek().shown());
    }
    return take();
  }

  /** Takes a comma unless what is read ends here. */
  void separator(String closing, String where) {
    if (!peek().is(closing)) {
      expect(",", where);
    }
  }

  static boolean opens(Token token) {
    return token.kind() == Kind.MARK && OPENING.contains(token.text());
  }

  static boolean closes(Token token) {
    return token.kind() == Kind.MARK && CLOSING.contains(token.text());
  }

  /** Takes all tokens up to what closes {@code opening}, that one too, which is left out. */
  RustTokens group(Token opening) {
    int from = at;
    skipToClosing(opening);
    Token end = tokens.get(at - 1);
    List<Token> inner = new ArrayList<>(tokens.subList(from, at - 1));
    inner.add(new Token(Kind.END, "", end.line(), end.column()));
    return new RustTokens(inner);
  }

  void skipToClosing(Token opening) {
    int open = 1;
    while (open > 0) {
      Token token = take();
      if (token.kind() == Kind.END) {
        throw opening.error("this '" + opening.text() + "' is never closed");
      }
      open += opens(token) ? 1 : closes(token) ? -1 : 0;
    }
  }

  /** Skips to behind the next semicolon or block on this level. */
  void skipItem() {
    Token start = peek();
    while (!atEnd()) {
      Token token = take();
      if (opens(token)) {
        skipToClosing(token);
        if (token.is("{")) {
          accept(";");
          return;
        }
      } else if (token.is(";")) {
        return;
      } else if (closes(token)) {
        throw token.error(
            "this closes nothing; the item that begins at line "
                + start.line()
                + " has no brace open");
      }
    }
  }

  /** Skips to one of the marks, on this level. */
  void skipTo(Set<String> marks) {
    while (!atEnd() && !(peek().kind() == Kind.MARK && marks.contains(peek().text()))) {
      Token token = take();
      if (opens(token)) {
        skipToClosing(token);
      }
    }
  }
}
