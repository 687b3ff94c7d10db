using System.Buffers;
using System.IO.Pipelines;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>One SMTP session from greeting to farewell.</summary>
internal sealed class SmtpSession
{
    /// <summary>How many commands that bring no message nearer a session may have for each message, and for the hope of one.</summary>
    private const int MaximumIdleCommands = 100;

    private readonly SessionFacts _session;
    private readonly SmtpChannel _channel;
    private readonly IDuplexPipe _transport;
    private readonly ProtocolTrace _trace;
    private readonly SessionCommands _commands;
    private readonly long _deadline;
    private int _idleCommands;

    public SmtpSession(SessionFacts session, IDuplexPipe transport, ProtocolTrace trace)
    {
        _session = session;
        _channel = session.Channel;
        _transport = transport;
        _trace = trace;
        session.Agents = AgentPipeline.For(session);
        _commands = new SessionCommands(session, UpgradeAsync);
        _deadline = _channel.Timer.Add(session.Services.Time.GetTimestamp(), session.Binding.Connector.Limits.SessionTimeout);
        _channel.Timer.SetDeadline(_deadline);
    }

    /// <summary>Runs the session.</summary>
    public async Task<SessionEnd> RunAsync()
    {
        // 1. TLS from the first byte, where the end point wants it.
        if (_session.Binding.EndPoint.ImplicitTls)
        {
            _session.Tls = await UpgradeAsync();
            if (_session.Tls is null)
            {
                return SessionEnd.TlsFailed;
            }
        }

        // 2. The greeting, for which strangers have to wait (RFC 5321 section 3.1).
        if (await HasTalkedEarlyAsync())
        {
            return await CloseAsync(SmtpReplies.AccessDenied, SessionEnd.EarlyTalker);
        }

        if (_session.Agents is { } agents && await agents.RunAsync(AgentEvent.OnConnect) is { Refusal: { } refusal, End: { } refused })
        {
            return await CloseAsync(refusal, refused);
        }

        Write(_session.Binding.Banner);

        // 3. Commands, one at a time in their order.
        while (true)
        {
            _channel.Timer.SetDeadline(_deadline);
            var read = await _channel.ReadCommandAsync(isBetweenMessages: _session.Transaction is null);
            var answer = read.Status == SmtpLineStatus.Line ? await ObeyAsync(read.Line) : Unreadable(read.Status);
            if (await RespondAsync(answer) is { } end)
            {
                return end;
            }
        }
    }

    private async ValueTask<bool> HasTalkedEarlyAsync()
    {
        var pause = _session.Services.GreetingPause;
        var hasTalked = _channel.HasPending();
        if (!hasTalked && _session.Binding.IsForStrangers && pause > TimeSpan.Zero && !_session.Lease.IsPatient)
        {
            hasTalked = await _channel.WaitAsync(pause);
        }

        _session.Lease.NoteGreeting(!hasTalked);
        return hasTalked;
    }

    /// <summary>Carries out a command line, or says why not.</summary>
    private ValueTask<Answer> ObeyAsync(in ReadOnlySequence<byte> octets)
    {
        var line = octets.IsSingleSegment ? octets.FirstSpan : octets.ToArray();
        if (!SmtpCommandLine.TryParse(line, out var parts, out var reason))
        {
            Trace(line, SmtpVerb.Unknown);
            return new(Malformed(SmtpVerb.Unknown, new SmtpSyntaxError(reason)));
        }

        var verb = parts.Verb;
        Trace(line, verb);
        if (!_session.Binding.Filter.IsEnabled(verb))
        {
            Alert("disabled", verb);
            _trace.Noted("smtpFilter has this command off");
            return new(Answer.Last(SmtpReplies.NotImplemented, SessionEnd.VerbDisabled));
        }

        var refusal = CommandTable.Refusal(verb, _session.State);
        if (refusal is not null && verb != SmtpVerb.Bdat)
        {
            return new(Answer.Error(refusal));
        }

        var isInternational = _session.Transaction?.Mail.Parameters.SmtpUtf8 == true;
        if (!SmtpCommandParser.TryParse(line, _session.Offered.Extensions, isInternational, out var command, out var error))
        {
            return new(Malformed(verb, error));
        }

        if (refusal is not null)
        {
            return _commands.SwallowAsync((BdatCommand)command, refusal);
        }

        // Behind HELO nothing was announced that would let a client send ahead.
        if ((CommandTable.EndsGroup(verb) || (!_session.IsExtended && verb is not (SmtpVerb.Quit or SmtpVerb.StartTls or SmtpVerb.Unknown))) && _channel.HasPending())
        {
            return new(Answer.Last(SmtpReplies.ImproperPipelining, SessionEnd.Unsynchronized));
        }

        if (CommandTable.IsIdle(verb) && ++_idleCommands > MaximumIdleCommands * (1 + _session.Messages))
        {
            return new(Answer.Last(SmtpReplies.TooManyIdleCommands, SessionEnd.TooManyIdleCommands));
        }

        return _commands.ExecuteAsync(command);
    }

    private Answer Malformed(SmtpVerb verb, SmtpSyntaxError error)
    {
        if (_trace.IsEnabled)
        {
            _trace.Noted(error.Address == AddressReason.None ? $"malformed: {error.Reason}" : $"malformed: {error.Reason}, {error.Address}");
        }

        var reply = SyntaxReplies.For(verb, error);
        return error.IsSmugglingAttempt ? Answer.Last(reply, SessionEnd.BareLineEnding)
            : error.LosesFraming ? Answer.Last(reply, SessionEnd.FramingLost)
            : Answer.Error(reply);
    }

    /// <summary>What is said when no line could be read.</summary>
    private Answer Unreadable(SmtpLineStatus status)
    {
        switch (status)
        {
            case SmtpLineStatus.TooLong:
                Alert("too long", SmtpVerb.Unknown);
                _trace.Noted("a line that is longer than smtpFilter lets its command be");
                return Answer.Last(SmtpReplies.LineTooLong, SessionEnd.LineTooLong);
            case SmtpLineStatus.BareLineFeed:
                _trace.Noted("a line with a bare line feed");
                return Answer.Last(SmtpReplies.BareLineEnding, SessionEnd.BareLineEnding);
            default:
                var end = _channel.End ?? SessionEnd.ClientClosed;
                return Answer.Last(end == SessionEnd.ClientClosed ? null : end == SessionEnd.Stopping ? SmtpReplies.ServiceNotAvailable : SmtpReplies.TimedOut, end);
        }
    }

    /// <summary>Gives the reply; says why the session ends if it does.</summary>
    private async ValueTask<SessionEnd?> RespondAsync(Answer answer)
    {
        if (answer.Reply is { } reply)
        {
            await TarpitAsync(reply);
            Write(reply, answer.Reference);
        }

        var end = answer.End;
        if (end is null && answer.IsError && ++_session.Errors >= _session.Binding.Connector.Limits.ProtocolErrors)
        {
            end = SessionEnd.TooManyErrors;
            _trace.Noted("limits.protocolErrors is reached");
            Write(SmtpReplies.TooManyErrors);
        }

        if (end is SessionEnd.LogonFailures)
        {
            Write(SmtpReplies.LockedOut);
        }

        return end is { } reason ? await CloseAsync(reply: null, reason) : null;
    }

    /// <summary>
    /// Holds back refusals to clients that have not logged on: each of pipelined commands waits on its own, other sessions do not. What was said before leaves first.
    /// </summary>
    private async ValueTask TarpitAsync(SmtpReply reply)
    {
        var delay = _session.Binding.Connector.Tarpit;
        if (delay > TimeSpan.Zero && reply.IsPermanentFailure && _session.User is null && await _channel.FlushAsync())
        {
            await Task.Delay(delay, _session.Services.Time, _session.Disconnected).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<SessionEnd> CloseAsync(SmtpReply? reply, SessionEnd end)
    {
        _trace.Ending(end);
        if (reply is not null)
        {
            await TarpitAsync(reply);
            Write(reply);
        }

        if (await _channel.FlushAsync() && end is not (SessionEnd.Quit or SessionEnd.ClientClosed or SessionEnd.TlsFailed or SessionEnd.IdleTimeout))
        {
            await _channel.LingerAsync();
        }

        return end;
    }

    private void Write(SmtpReply reply, string? reference = null)
    {
        if (reply.Code >= 400)
        {
            _session.LastRefusal = reply.ToString();
            reply = Refusals.WithReference(reply, reference ?? _session.CurrentReference);
        }

        _session.Services.Metrics.Replied(_session.Binding.Connector.Name, reply.Code);
        _channel.Write(reply);
    }

    private async Task<TlsUpgrade?> UpgradeAsync()
    {
        var upgrade = await _channel.UpgradeAsync(_transport, _session.Client, _session.Binding.Tls!, _session.Disconnected);
        if (_trace.IsEnabled)
        {
            _trace.Noted(upgrade is null ? "TLS handshake failed" : $"{upgrade.Protocol} {upgrade.CipherSuite}");
        }

        return upgrade;
    }

    private void Alert(string reason, SmtpVerb verb)
    {
        _session.Services.Metrics.FilterAlert(_session.Binding.Connector.Name, reason, verb);
        ReceiveLog.FilterAlert(_session.Services.Logger, reason, verb.ToString(), _session.Binding.Connector.Name, _session.Client, _session.Reference);
    }

    private void Trace(ReadOnlySpan<byte> line, SmtpVerb verb)
    {
        if (_trace.IsEnabled)
        {
            _trace.Received(Redaction.Of(line, verb));
        }
    }
}
