package dev.fiberscope.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope conform vectors.jsonl} */
@Command(
    name = "conform",
    mixinStandardHelpOptions = true,
    description = {
      "Check that messages are decoded, and refused, as a file of test vectors says.",
      "Prints a line for each failure and then: N passed, N failed. Exits with 1 on any failure."
    })
final class ConformCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "VECTORS", description = "One JSON object a line.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int passed = 0;
    int failed = 0;
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        Optional<String> failure = Conformance.failure(vector(line, number));
        if (failure.isPresent()) {
          failed++;
          out.println(failure.get());
        } else {
          passed++;
        }
      }
    } catch (NoSuchFileException missing) {
      throw new IOException("There is no file " + file + ".", missing);
    }
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0 ? 0 : 1;
  }

  private JsonNode vector(String line, int number) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException bad) {
      throw new IOException(
          file + ", line " + number + " is no JSON: " + bad.getOriginalMessage() + ".", bad);
    }
  }
}
