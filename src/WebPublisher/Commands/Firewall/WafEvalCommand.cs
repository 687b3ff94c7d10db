using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using WebPublisher.Commands.Completion;

namespace WebPublisher.Commands.Firewall;

/// <summary><c>waf eval</c>: what do the rules say of a request?</summary>
internal sealed class WafEvalCommand : ExampleCommand
{
    private const int MostRuns = 200;

    private static readonly IPAddress s_stranger = IPAddress.Parse("198.51.100.1");

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public WafEvalCommand(TimeProvider time)
        : base("eval", "Puts a request in a file to the firewall's rules: prints those that match, with what they matched, the verdict, and the time of each. Nothing is sent.")
    {
        var request = new Argument<string>("REQUEST")
        {
            Description = "A file with a request: request line, fields, an empty line, body. Lines may end in line feeds alone. - is standard input.",
        };
        var response = new Option<string?>("--response") { Description = "A file with the response, to be judged as well.", HelpName = "FILE" };
        var rules = RuleFolder.Option();
        var paranoia = new Option<int?>("--paranoia") { Description = "The paranoia level, 1 to 4. Default: the policy's; 1 with --rules.", HelpName = "N" };
        var policy = PolicyFile.Option();
        var rule = new Option<string?>("--rule")
        {
            Description = "The publishing rule whose firewall is asked. Default: the only one that has one, or the one the request comes to.",
            HelpName = "NAME",
        };
        var section = new Option<string?>("--section") { Description = "Its section. Default: likewise.", HelpName = "NAME" };
        var from = new Option<IPAddress?>("--from") { Description = $"The client's address. Default: {s_stranger}.", HelpName = "IP", CustomParser = ParseAddress };
        var times = new Option<int>("--times") { Description = "Of how many rules the times are told.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON, with the times of all rules." };
        PolicyNames.Complete(rule, policy, time, PolicyNames.Rules);
        Arguments.Add(request);
        foreach (var option in new Option[] { response, rules, paranoia, rule, section, from, times, policy, json })
        {
            Options.Add(option);
        }

        NumberRange.Demand(paranoia, 1, 4);
        Validators.Add(command =>
        {
            foreach (var option in new Option[] { rule, section, policy }.Where(option => command.GetResult(rules) is { Implicit: false } && command.GetResult(option) is { Implicit: false }))
            {
                command.AddError($"{option.Name} has no meaning with --rules.");
            }
        });
        SetAction(async (parsed, _) =>
        {
            var asked = await RawMessage.ReadAsync(parsed.GetRequiredValue(request));
            var answer = parsed.GetValue(response) is { } file ? await RawMessage.ReadAsync(file) : null;
            var client = parsed.GetValue(from);
            var (name, firewall) = parsed.GetValue(rules) is { } path
                ? EvaluatedRules.OfFolder(path, answer is not null)
                : EvaluatedRules.OfPolicy(PolicyFile.Load(parsed.GetValue(policy), time), parsed.GetValue(rule), parsed.GetValue(section), asked, client, time.GetUtcNow());
            if (parsed.GetValue(paranoia) is { } level)
            {
                firewall = firewall with { Paranoia = level, DetectionParanoia = Math.Max(level, firewall.DetectionParanoia) };
            }

            var evaluation = new Evaluation(firewall, EvaluatedRules.Compile(firewall, time), client ?? s_stranger);
            var report = evaluation.Judge(asked, answer, MostRuns, TimeSpan.FromSeconds(1), time) with { Firewall = name };
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                EvaluationText.Write(output, report, parsed.GetValue(times));
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "waf eval request.http --rules /usr/share/modsecurity-crs --paranoia 2",
        "waf eval request.http --rule Webmail --section mail",
        "waf eval - --response answer.http --json",
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
}
