package io.hangup.cli;

import io.hangup.disconnect.Kind;
import io.hangup.internal.findings.Findings;
import io.hangup.internal.findings.HtmlReport;
import io.hangup.internal.findings.JsonReport;
import io.hangup.internal.findings.TextReport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scan}: how much of existing logs is hang-ups, and what they bury. */
@Command(
    name = "scan",
    description = {
      "Says how much of existing logs is hang-ups of clients, and what real errors they bury.",
      "Nothing is changed, and nothing leaves this machine."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:an argument is wrong, or a file cannot be read (the others are)"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  scan /opt/tomcat/logs",
      "  scan 'logs/catalina.*.gz' logs/catalina.out --html report.html",
      "  journalctl -u tomcat10 | scan -",
      "  scan --clean catalina.out > clean.out"
    })
final class ScanCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 2;
  private static final int BUFFER = 1 << 16;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOG",
      description =
          "A file, a folder, a pattern such as 'catalina.*.gz', or - for standard input; gzip and"
              + " zstd are unpacked.")
  private List<String> logs = new ArrayList<>();

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The charset of the logs, e.g. GBK or Shift_JIS. Default: UTF-8.")
  private Charset charset = StandardCharsets.UTF_8;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page of it, too.")
  private @Nullable Path html;

  @Option(
      names = "--explain",
      description = "Prints each stack trace once, with what it is, and the frame that decided.")
  private boolean explain;

  @Option(
      names = "--show",
      paramLabel = "KIND",
      description = "Prints one stack trace of each logger of a kind: ${COMPLETION-CANDIDATES}.")
  private @Nullable Kind show;

  @Option(
      names = "--clean",
      description =
          "Writes the logs to standard output without the hang-ups, all else to the byte; what was"
              + " found goes to standard error.")
  private boolean clean;

  @Override
  public Integer call() throws IOException {
    LogInputs inputs = LogInputs.of(logs);
    Findings findings = new Findings();
    boolean failed;
    try (Progress progress = Progress.start(inputs.size())) {
      ScanRun run = new ScanRun(charset, findings, progress);
      failed = clean ? clean(run, inputs) : run.readAll(inputs.inputs());
    }
    inputs.missing().forEach(findings::problem);
    report(findings);
    if (html != null) {
      Files.writeString(html, HtmlReport.of(findings));
    }
    return failed || !inputs.missing().isEmpty() ? FAILED : DONE;
  }

  private static boolean clean(ScanRun run, LogInputs inputs) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER)) {
      return run.clean(inputs.inputs(), out);
    }
  }

  private void report(Findings findings) {
    PrintWriter out =
        clean
            ? new PrintWriter(System.err, false, Terminal.charset())
            : new PrintWriter(System.out, false, Terminal.charset());
    if (json) {
      out.println(JsonReport.of(findings, explain));
      out.flush();
      return;
    }
    TextReport report = new TextReport(out, clean || !Terminal.isOutput());
    report.write(findings);
    if (explain) {
      report.explain(findings);
    }
    if (show != null) {
      report.show(findings, show.toString());
    }
  }
}
