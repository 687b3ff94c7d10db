using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using WebPublisher.Commands.Mail;

namespace WebPublisher.Commands;

/// <summary><c>explain</c>: what would happen to a request, and why?</summary>
internal sealed class ExplainCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock, for schedules and certificates.</param>
    public ExplainCommand(TimeProvider time)
        : base("explain", "Tells what a policy decides about a URL or about mail, and why. Nothing is sent.")
    {
        var url = new Argument<string?>("URL") { Description = "An absolute URL, as a browser would ask for it.", Arity = ArgumentArity.ZeroOrOne };
        var smtp = new Option<string?>("--smtp")
        {
            Description = "Instead of a URL: SMTP commands as a server or user would say them, and from ADDRESS, to ADDRESS:PORT, via LOADBALANCER, helo NAME, tls, as USER.",
            HelpName = "COMMANDS",
        };
        var connector = new Option<string?>("--connector") { Description = "The receive connector that --smtp is about. Default: the first on port 25.", HelpName = "NAME" };
        var policy = PolicyFile.Option();
        var from = new Option<IPAddress?>("--from") { Description = "The client's address. Default: one in no client address set.", HelpName = "IP", CustomParser = ParseAddress };
        var method = new Option<string>("--method", "-X") { Description = "The method.", HelpName = "METHOD", DefaultValueFactory = _ => "GET" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "When, such as 2026-11-21T10:00Z; UTC when no offset is given. Default: now.", HelpName = "TIME", CustomParser = ParseTime };
        var listener = new Option<string?>("--listener") { Description = "The listener it comes in by. Default: the one of the URL's scheme and port.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        Arguments.Add(url);
        foreach (var option in new Option[] { smtp, from, connector, method, at, listener, policy, json })
        {
            Options.Add(option);
        }

        Validators.Add(command =>
        {
            if (command.GetValue(url) is null == command.GetValue(smtp) is null)
            {
                command.AddError("Name a URL, or SMTP commands behind --smtp.");
            }

            Option[] strange = command.GetValue(smtp) is null ? [connector] : [method, at, listener];
            foreach (var option in strange.Where(option => command.GetResult(option) is { Implicit: false }))
            {
                command.AddError($"{option.Name} has no meaning {(option == connector ? "without" : "with")} --smtp.");
            }
        });
        SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            if (parsed.GetValue(smtp) is { } commands)
            {
                var question = MailQuestionParser.Parse(commands);
                question = question with { Client = parsed.GetValue(from) ?? question.Client, Connector = parsed.GetValue(connector) ?? question.Connector };
                Write(output, await MailAnswer.ToAsync(question, loaded, time), parsed.GetValue(json));
            }
            else
            {
                var question = new PolicyQuestion(
                    parsed.GetRequiredValue(method), parsed.GetValue(url)!, parsed.GetValue(from), parsed.GetValue(at) ?? time.GetUtcNow(), parsed.GetValue(listener));
                Write(output, PolicyAnswer.To(question, loaded), parsed.GetValue(json));
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
        "explain --smtp 'MAIL FROM:<a@elsewhere.example> RCPT TO:<user@example.com> from 192.0.2.1'",
        "explain --smtp 'MAIL FROM:<user@example.com> SIZE=50000000 RCPT TO:<b@elsewhere.example> to 587 as user'",
    ];

    private static void Write(TextWriter output, MailAnswer answer, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(output, MailExplainReport.Of(answer));
        }
        else
        {
            MailExplainText.Write(output, answer);
        }
    }

    private static void Write(TextWriter output, PolicyAnswer answer, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(output, ExplainReport.Of(answer));
        }
        else
        {
            ExplainText.Write(output, answer);
        }
    }

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
