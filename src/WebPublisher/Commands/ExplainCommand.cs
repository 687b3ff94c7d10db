using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using WebPublisher.Commands.Completion;
using WebPublisher.Commands.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Refusals;
using WebPublisher.Policy.Profiles;

namespace WebPublisher.Commands;

/// <summary><c>explain</c>: what would happen to a request or to mail, and why? What did happen, where something was refused?</summary>
internal sealed class ExplainCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock, for schedules and certificates.</param>
    public ExplainCommand(TimeProvider time)
        : base("explain", "Tells what a policy decides about a URL or about mail, and why; or what led to the refusal of a number. Nothing is sent.")
    {
        var what = new Argument<string?>("WHAT") { Description = "An absolute URL, as a browser would ask for it; the number of a refusal; or a file with a message, whose name ends in .eml.", Arity = ArgumentArity.ZeroOrOne };
        var smtp = new Option<string?>("--smtp")
        {
            Description = "Instead of WHAT: SMTP commands as a server or user would say them, and from ADDRESS, to ADDRESS:PORT, via LOADBALANCER, helo NAME, tls, as USER.",
            HelpName = "COMMANDS",
        };
        var connector = new Option<string?>("--connector") { Description = "The receive connector that --smtp or a message is about. Default: the first on port 25.", HelpName = "NAME" };
        var sender = new Option<string?>("--sender") { Description = "The envelope sender of a message; <> for none. Default: its From.", HelpName = "ADDRESS" };
        var rcpt = new Option<string[]>("--rcpt") { Description = "A recipient of a message; may be repeated. Default: those of To and Cc that mail is accepted for.", HelpName = "ADDRESS" };
        var helo = new Option<string>("--helo") { Description = "The name that the client of a message gives itself.", HelpName = "NAME", DefaultValueFactory = _ => MailQuestion.UsualClientName };
        var policy = PolicyFile.Option();
        var from = new Option<IPAddress?>("--from") { Description = "The client's address. Default: one in no client address set.", HelpName = "IP", CustomParser = ParseAddress };
        var method = new Option<string>("--method", "-X") { Description = "The method.", HelpName = "METHOD", DefaultValueFactory = _ => "GET" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "When, such as 2026-11-21T10:00Z; UTC when no offset is given. Default: now.", HelpName = "TIME", CustomParser = ParseTime };
        var listener = new Option<string?>("--listener") { Description = "The listener it comes in by. Default: the one of the URL's scheme and port.", HelpName = "NAME" };
        var profile = new Option<string?>("--profile") { Description = "Instead of WHAT: what a profile means, key by key.", HelpName = "NAME" };
        var rule = new Option<string?>("--rule") { Description = "Instead of WHAT: how a rule treats its sections, key by key, and where each value is written.", HelpName = "NAME" };
        var section = new Option<string?>("--section") { Description = "The section that --profile or --rule is about. Default: all.", HelpName = "NAME" };
        var json = JsonOutput.Option();
        PolicyNames.Complete(connector, policy, time, PolicyNames.ReceiveConnectors);
        PolicyNames.Complete(listener, policy, time, PolicyNames.Listeners);
        PolicyNames.Complete(rule, policy, time, PolicyNames.Rules);
        profile.CompletionSources.Add([.. ProfileCatalog.Names]);
        Arguments.Add(what);
        foreach (var option in new Option[] { smtp, profile, rule, section, from, connector, sender, rcpt, helo, method, at, listener, policy, json })
        {
            Options.Add(option);
        }

        Validators.Add(command =>
        {
            string?[] given = [command.GetValue(what), Written(command, smtp), Written(command, profile), Written(command, rule)];
            if (given.Count(value => value is not null) != 1)
            {
                command.AddError("Name a URL, the number of a refusal or a message, or SMTP commands behind --smtp, or use --profile or --rule.");
                return;
            }

            (Option[] known, string asked) = SubjectOf(given[0], given[2], given[3]) switch
            {
                Subject.Profile => ([section], "a profile"),
                Subject.Rule => ([section], "a rule"),
                Subject.Commands => ([from, connector], "SMTP commands"),
                Subject.Refusal => (Array.Empty<Option>(), "the number of a refusal"),
                Subject.Message => ([from, connector, sender, rcpt, helo], "a message"),
                _ => (new Option[] { from, method, at, listener }, "a URL"),
            };
            foreach (var option in new Option[] { from, connector, sender, rcpt, helo, method, at, listener, section }.Except(known).Where(option => command.GetResult(option) is { Implicit: false }))
            {
                command.AddError($"{option.Name} has no meaning for {asked}.");
            }
        });
        SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var asked = parsed.GetValue(what);
            var subject = SubjectOf(asked, parsed.GetValue(profile), parsed.GetValue(rule));
            if (subject == Subject.Profile)
            {
                Write(output, SectionAnswer.ToProfile(parsed.GetValue(profile)!, parsed.GetValue(section)), parsed.GetValue(json));
                return ExitCode.Ok;
            }

            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            switch (subject)
            {
                case Subject.Rule:
                    Write(output, SectionAnswer.ToRule(parsed.GetValue(rule)!, parsed.GetValue(section), PolicyFile.Locate(parsed.GetValue(policy)), loaded), parsed.GetValue(json));
                    break;
                case Subject.Commands:
                    var question = MailQuestionParser.Parse(parsed.GetValue(smtp)!);
                    question = question with { Client = parsed.GetValue(from) ?? question.Client, Connector = parsed.GetValue(connector) ?? question.Connector };
                    Write(output, await MailAnswer.ToAsync(question, loaded, time), parsed.GetValue(json));
                    break;
                case Subject.Message:
                    var message = new MessageQuestion(asked!)
                    {
                        Client = parsed.GetValue(from),
                        Sender = parsed.GetValue(sender),
                        Recipients = [.. parsed.GetValue(rcpt) ?? []],
                        ClientName = parsed.GetRequiredValue(helo),
                        Connector = parsed.GetValue(connector),
                    };
                    Write(output, await MailAnswer.ToAsync(await message.AskAsync(PolicyFile.MailOf(loaded)), loaded, time), parsed.GetValue(json));
                    break;
                case Subject.Refusal:
                    Write(output, Explain(asked!, loaded.Logging.RefusalLog), parsed.GetValue(json));
                    break;
                default:
                    var request = new PolicyQuestion(
                        parsed.GetRequiredValue(method), asked!, parsed.GetValue(from), parsed.GetValue(at) ?? time.GetUtcNow(), parsed.GetValue(listener));
                    Write(output, PolicyAnswer.To(request, loaded), parsed.GetValue(json));
                    break;
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
        "explain 2P5Z-K8R0-7XQE-M3WD",
        "explain --profile exchange --section owa",
        "explain --rule OWA",
        "explain message.eml --from 192.0.2.1 --rcpt user@example.com",
        "explain --smtp 'MAIL FROM:<a@elsewhere.example> RCPT TO:<user@example.com> from 192.0.2.1'",
        "explain --smtp 'MAIL FROM:<user@example.com> SIZE=50000000 RCPT TO:<b@elsewhere.example> to 587 as user'",
    ];

    // What is not there, or has no value, other checks tell of.
    private static string? Written(CommandResult command, Option<string?> option) => command.GetResult(option) is { } given ? string.Concat(given.Tokens.Select(token => token.Value)) : null;

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

    private static Subject SubjectOf(string? what, string? profile, string? rule) => what switch
    {
        null when profile is not null => Subject.Profile,
        null when rule is not null => Subject.Rule,
        null => Subject.Commands,
        _ when what.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) && !what.Contains("://", StringComparison.Ordinal) => Subject.Message,
        _ when ReferenceNumber.TryParse(what, out _, out _) => Subject.Refusal,
        _ => Subject.Url,
    };

    private static void Write(TextWriter output, RefusalAnswer answer, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(output, answer.Evidence);
            return;
        }

        output.Write(answer.ToString());
    }

    private static RefusalAnswer Explain(string number, RotatingLogPolicy? log)
    {
        try
        {
            return RefusalAnswer.To(number, log, CancellationToken.None);
        }
        catch (RefusalUnknownException unknown)
        {
            throw new CommandFailure(unknown.Message, unknown.IsNumber ? ExitCode.Failed : ExitCode.Usage, unknown);
        }
    }

    private static void Write(TextWriter output, SectionAnswer answer, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(output, answer.Sections.Select(SectionReport.Of));
            return;
        }

        SectionText.Write(output, answer);
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
