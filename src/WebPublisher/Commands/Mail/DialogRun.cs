using WebPublisher.Commands.State;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.PolicyTests;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>Holds the dialog of a policy test, as far as the replies are those expected.</summary>
internal sealed class DialogRun
{
    private readonly RehearsedSession _session;
    private readonly RepliesHeard _heard = new();
    private string _said = "";

    private DialogRun(RehearsedSession session) => _session = session;

    /// <summary>Holds a dialog.</summary>
    /// <returns>What did not agree; null when all did.</returns>
    public static async Task<DialogFailure?> OfAsync(DialogTest test, PublisherPolicy policy, TimeProvider time)
    {
        if (policy.Mail is not { ReceiveConnectors.IsEmpty: false } mail)
        {
            return new DialogFailure(test.Connector.Location, $"receive connector {test.Connector.Value}", "the policy declares no receive connector");
        }

        if (ConnectorChoice.Named(mail, test.Connector.Value) is not { } connector)
        {
            return new DialogFailure(test.Connector.Location, $"receive connector {test.Connector.Value}", $"there is {ConnectorChoice.All(mail.ReceiveConnectors)}");
        }

        if (connector.EndPoints.FirstOrDefault(one => test.To is not { } to || ConnectorChoice.IsAt(one, to.Value.Address, to.Value.Port)) is not { } endPoint)
        {
            return new DialogFailure(test.To!.Value.Location, $"end point {test.To.Value.Value}", $"receive connector {ConnectorChoice.All([connector])} has no such one");
        }

        await using var state = StoredState.Copy(policy, time);
        using var stage = new RehearsalStage(mail, state, time);
        var parties = new RehearsalParties(test.From ?? StrangerAddress.For(mail), test.To?.Value ?? endPoint.Address, test.Via);
        await using var session = await stage.OpenAsync(connector, endPoint, parties);
        var wantsTls = (test.Tls || test.User is not null) && !endPoint.ImplicitTls;
        return await new DialogRun(session).HoldAsync(test, wantsTls);
    }

    private async Task<DialogFailure?> HoldAsync(DialogTest test, bool wantsTls)
    {
        _heard.Add(_session.Opening);
        var isIntroduced = wantsTls || test.User is not null;
        if (isIntroduced)
        {
            if (_session.End is not null)
            {
                return Failure(test.Location, "a greeting");
            }

            var introduction = await Introduction.SayAsync(_session, MailQuestion.UsualClientName, wantsTls, test.User);
            if (introduction[^1] is { IsSuccess: false } refused)
            {
                return new DialogFailure(test.Location, test.User is null ? "a session under TLS" : $"a session of {test.User} under TLS", refused.Answer)
                {
                    Said = refused.Said,
                    Reason = refused.Reasons.LastOrDefault(),
                };
            }
        }

        if (isIntroduced || test.Lines[0].Say is not null)
        {
            // A client waits for the greeting, whether or not the test says so.
            _heard.Skip();
        }

        foreach (var line in test.Lines)
        {
            if (await FollowAsync(line) is { } failure)
            {
                return failure;
            }
        }

        await FlushAsync();
        return null;
    }

    private async Task<DialogFailure?> FollowAsync(DialogLine line)
    {
        if (line.Say is not null)
        {
            if (_heard.IsPending)
            {
                return Failure(line.Location, "no further reply");
            }

            _said += $"{line.Say}\r\n";
        }

        if (line.Expect is not { } expected)
        {
            return null;
        }

        await FlushAsync();
        var isAsExpected = expected.IsClosed ? !_heard.IsPending && _session.End is not null : _heard.Take(expected);
        return isAsExpected ? null : Failure(expected.Location, expected.Written);
    }

    private async Task FlushAsync()
    {
        if (_said.Length > 0)
        {
            _heard.Add(await _session.SayAsync(_said));
            _said = "";
        }
    }

    private DialogFailure Failure(SourceLocation location, string expected)
    {
        var answered = _heard.Rest is { Length: > 0 } rest ? rest
            : _session.End is { } end ? $"nothing, the session is over: {MailWords.End(end)}"
            : "nothing, the server waits";
        return new DialogFailure(location, expected, answered) { Said = _heard.LastSaid, Reason = _heard.LastReason };
    }
}
