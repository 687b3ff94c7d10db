using System.Text.Json.Serialization;
using WebPublisher.Commands.Mail;
using WebPublisher.Policy.PolicyTests;

namespace WebPublisher.Commands;

/// <summary>How a policy test went: an item of what <c>test --json</c> writes.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Passed">Whether the policy did as expected.</param>
/// <param name="Location">Where it is written, or of a dialog the line that did not agree; absent for one that passed.</param>
/// <param name="Request">Method and URL; absent for a dialog, and for one that passed.</param>
/// <param name="Said">What the client of a dialog had said last.</param>
/// <param name="Expected">What was expected and did not come.</param>
/// <param name="Actual">What came instead.</param>
/// <param name="Because">Why.</param>
internal sealed record PolicyTestResult(string Name, bool Passed, string? Location, string? Request, string? Said, string? Expected, string? Actual, string? Because)
{
    /// <summary>What there is to tell of a failure, in order.</summary>
    [JsonIgnore]
    public IEnumerable<(string What, string Text)> Details => new (string What, string? Text)[]
    {
        ("request", Request), ("said", Said), ("expected", Expected), (Request is null ? "answered" : "actual", Actual), ("because", Because),
    }.Where(detail => detail.Text is not null).Select(detail => (detail.What, detail.Text!));

    /// <summary>Of a request.</summary>
    public static PolicyTestResult Of(RequestTest test, PolicyTestVerdict verdict, PolicyAnswer answer) => verdict.Passed
        ? Good(test.Name)
        : new(test.Name, Passed: false, $"{test.Location}", $"{test.Method} {test.Url}", null, verdict.Expected, verdict.Actual, AnswerWords.Decision(answer));

    /// <summary>Of a dialog.</summary>
    /// <param name="test">The test.</param>
    /// <param name="failure">Where it did not agree; null when all did.</param>
    public static PolicyTestResult Of(DialogTest test, DialogFailure? failure) => failure is null
        ? Good(test.Name)
        : new(test.Name, Passed: false, $"{failure.Location}", null, failure.Said, failure.Expected, failure.Answered, failure.Reason);

    private static PolicyTestResult Good(string name) => new(name, Passed: true, null, null, null, null, null, null);
}
