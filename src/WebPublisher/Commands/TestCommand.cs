using System.CommandLine;
using WebPublisher.Commands.Mail;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.PolicyTests;
using WebPublisher.Wording;

namespace WebPublisher.Commands;

/// <summary><c>test</c>: does the policy decide as it is meant to?</summary>
internal sealed class TestCommand : ExampleCommand
{
    private readonly TimeProvider _time;

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock, for tests that name no time and for certificates.</param>
    public TestCommand(TimeProvider time)
        : base("test", "Runs policy tests: imagined requests and SMTP dialogs, and what the policy is expected to decide about them. Nothing is sent.")
    {
        _time = time;
        var policy = PolicyFile.Option();
        var files = new Argument<string[]>("TESTFILE") { Description = "Files of tests. Default: tests/*.yaml beside the policy.", Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(files);
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(json);
        SetAction((parsed, _) => RunAsync(parsed.InvocationConfiguration.Output, parsed.GetValue(policy), parsed.GetValue(files) ?? [], parsed.GetValue(json)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["test", "test --json", "test --policy /etc/webpublisher/webpublisher.yaml rules/tests/owa.yaml"];

    private async Task<int> RunAsync(TextWriter output, string? named, string[] files, bool json)
    {
        var path = PolicyFile.Locate(named);
        var policy = PolicyFile.Load(path, _time);
        var tests = Read(files.Length > 0 ? files : Beside(path));
        var results = new List<PolicyTestResult>();
        foreach (var test in tests)
        {
            var result = test is DialogTest dialog ? PolicyTestResult.Of(dialog, await DialogRun.OfAsync(dialog, policy, _time)) : Judge((RequestTest)test, policy);
            results.Add(result);
            if (!json)
            {
                Print(output, result);
            }
        }

        var failed = results.Count(result => !result.Passed);
        if (json)
        {
            JsonOutput.Write(output, new { Policy = path, Passed = tests.Count - failed, Failed = failed, Tests = results });
        }
        else
        {
            output.WriteLine($"{Count.Of(tests.Count, "test")}: {tests.Count - failed} passed, {failed} failed");
        }

        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private PolicyTestResult Judge(RequestTest test, PublisherPolicy policy)
    {
        var answer = PolicyAnswer.To(new PolicyQuestion(test.Method, test.Url, test.From, test.At ?? _time.GetUtcNow()), policy);
        return PolicyTestResult.Of(test, PolicyTestVerdict.Of(test.Expect, answer), answer);
    }

    private static void Print(TextWriter output, PolicyTestResult result)
    {
        output.WriteLine(result.Passed ? $"ok    {result.Name}" : $"FAIL  {result.Name}  [{result.Location}]");
        foreach (var (what, text) in result.Details)
        {
            output.WriteLine($"        {what,-9} {text}");
        }
    }

    private static List<PolicyTest> Read(IReadOnlyList<string> files)
    {
        var diagnostics = new DiagnosticList();
        var tests = files.SelectMany(file => PolicyTestReader.Read(file, diagnostics)).ToList();
        return diagnostics.HasErrors
            ? throw new CommandFailure($"the tests have errors:\n{string.Join('\n', diagnostics)}", ExitCode.PolicyErrors)
            : tests.Count > 0 ? tests : throw new CommandFailure($"there are no tests in {string.Join(", ", files)}.", ExitCode.Usage);
    }

    private static string[] Beside(string policy)
    {
        var directory = Path.Combine(Path.GetDirectoryName(policy) ?? "", "tests");
        string[] files = Directory.Exists(directory) ? [.. Directory.GetFiles(directory, "*.yaml").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new CommandFailure($"there are no tests: {directory} holds no *.yaml file. Name test files on the command line.", ExitCode.Usage);
    }
}
