using System.Globalization;
using System.Net;
using System.Text;
using WebPublisher.Conformance.Waf.Talking;
using WebPublisher.Waf;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>The engine alone, without a publisher around it: says whether a difference is the rules' reading or the publisher's.</summary>
internal sealed class EngineServer : WafServer
{
    private readonly RuleSet _rules;
    private int _port;

    /// <summary>Loads rules.</summary>
    /// <exception cref="InvalidOperationException">They cannot be loaded; the message holds the first errors.</exception>
    public EngineServer(RuleSetPlace place)
    {
        var source = new RuleSetSource([.. WafSettingsFiles.Of(place).Select(RuleSetPart.OfFiles), RuleSetPart.OfFiles(Path.Combine(place.Rules, "*.conf"))]);
        var parsed = RuleSetParser.Parse(source);
        if (parsed.Errors.Count > 0)
        {
            throw Failure(parsed.Errors);
        }

        var compiled = RuleSet.Compile(parsed.Directives, TimeProvider.System);
        _rules = compiled.RuleSet ?? throw Failure(compiled.Errors);
    }

    /// <inheritdoc/>
    public override string Name => "engine";

    /// <inheritdoc/>
    public override Task<WafAnswer> AskAsync(byte[] request) => Task.Run(() => Ask(request));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException Failure(IReadOnlyList<RuleSetError> errors) => new($"{errors.Count} errors in the rules:\n{string.Join('\n', errors.Take(20))}");

    private WafAnswer Ask(byte[] request)
    {
        var port = 1024 + (Interlocked.Increment(ref _port) % 60_000);
        if (PlainRequest.Read(request) is not { } plain)
        {
            return new WafAnswer(new RawAnswer(port, 400, [], null), [], []);
        }

        using var transaction = _rules.Begin();
        transaction.Connect(IPAddress.Loopback, port, IPAddress.Loopback, 80);
        transaction.SetRequest(plain.Method, plain.Target, plain.Protocol);
        foreach (var (name, value) in plain.Fields)
        {
            transaction.AddRequestHeader(name, value);
        }

        transaction.JudgeRequestHeader();
        if (plain.HasBody && transaction.WantsRequestBody)
        {
            transaction.AppendRequestBody(plain.Body);
        }

        transaction.JudgeRequestBody(plain.IsWhole);

        var (answer, _) = ReflectingOrigin.Answer(plain.Head, plain.Body);
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var lines = Encoding.Latin1.GetString(answer, 0, end).Split("\r\n");
        var status = int.Parse(lines[0].AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        transaction.SetResponse(status, "HTTP/1.1");
        foreach (var field in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            transaction.AddResponseHeader(field[0], field[1]);
        }

        transaction.JudgeResponseHeader();
        if (transaction.WantsResponseBody)
        {
            transaction.AppendResponseBody(answer.AsSpan(end + 4));
        }

        transaction.JudgeResponseBody();
        transaction.Finish();
        var rules = transaction.Matches.Where(match => match.IsLogged).Select(match => new LoggedRule(match.Id, match.Message, match.Data)).ToList();
        return new WafAnswer(new RawAnswer(port, status, answer, null), rules, [.. rules.Select(rule => rule.Line)]);
    }
}
