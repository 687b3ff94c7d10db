using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace WebPublisher.Commands;

/// <summary><c>explain</c>: what would happen to a request, and why?</summary>
internal sealed class ExplainCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock, for schedules and certificates.</param>
    public ExplainCommand(TimeProvider time)
        : base("explain", "Tells which rule decides about a URL, why each rule before it does not, and what happens then. Nothing is sent.")
    {
        var url = new Argument<string>("URL") { Description = "An absolute URL, as a browser would ask for it." };
        var policy = PolicyFile.Option();
        var from = new Option<IPAddress?>("--from") { Description = "The client's address. Default: one in no client address set.", HelpName = "IP", CustomParser = ParseAddress };
        var method = new Option<string>("--method", "-X") { Description = "The method.", HelpName = "METHOD", DefaultValueFactory = _ => "GET" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "When, such as 2026-11-21T10:00Z; UTC when no offset is given. Default: now.", HelpName = "TIME", CustomParser = ParseTime };
        var listener = new Option<string?>("--listener") { Description = "The listener it comes in by. Default: the one of the URL's scheme and port.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        Arguments.Add(url);
        foreach (var option in new Option[] { from, method, at, listener, policy, json })
        {
            Options.Add(option);
        }

        SetAction(parsed =>
        {
            var question = new PolicyQuestion(
                parsed.GetRequiredValue(method), parsed.GetRequiredValue(url), parsed.GetValue(from), parsed.GetValue(at) ?? time.GetUtcNow(), parsed.GetValue(listener));
            var answer = PolicyAnswer.To(question, PolicyFile.Load(parsed.GetValue(policy), time));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, ExplainReport.Of(answer));
            }
            else
            {
                ExplainText.Write(output, answer);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "explain https://mail.example.com/owa/",
        "explain https://mail.example.com/owa/ --from 198.51.100.7 --method POST --at 2026-11-21T22:00Z",
        "explain http://mail.example.com/ --json",
    ];

    private static IPAddress? ParseAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        argument.AddError($"'{text}' is not an IP address.");
        return null;
    }

    private static DateTimeOffset? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        argument.AddError($"'{text}' is not a time such as 2026-11-21T10:00Z.");
        return null;
    }
}
