using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Clients;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Logons;

/// <summary>
/// Stops those who guess passwords before the directory locks the account, and nobody else: failures are counted by user and network, a device that its user has logged on with by
/// itself, and no number of failures elsewhere does more than slow a user down. One for the process, so that counts outlive a reload of the policy.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of locks.</param>
public sealed class LogonGuard(TimeProvider time, ILogger<LogonGuard> logger)
{
    // Nobody can be called this: names are in lower case.
    private const string UnreadUser = "(UNREAD)";

    private const int MaximumUsers = 65_536;
    private const int MaximumNetworks = 16_384;
    private const int MaximumWaiting = 1000;

    // Uploads and long messages cannot be told from logons before they are answered, and one network sends several at once.
    private const int UnreadUnderWay = 64;
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_delayStep = TimeSpan.FromMilliseconds(500);

    // A password is judged within this time; what takes longer is a long poll that has passed.
    private static readonly TimeSpan s_judgement = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(50);

    private readonly BoundedTable<Guesses> _guesses = new(time, MaximumUsers);
    private readonly BoundedTable<UserFailures> _users = new(time, MaximumUsers);
    private readonly BoundedTable<NetworkFailures> _networks = new(time, MaximumNetworks);
    private volatile StateStore? _state;
    private int _waiting;

    /// <summary>Whether a policy has logons to guard.</summary>
    public static bool IsNeeded(WebPolicy web) => web.Rules.Any(rule => rule.Action is PublishAction publish && publish.Sections.Any(section => section.Logon is not null));

    /// <summary>The hashes that locks have of a user, whichever way a section treats domains.</summary>
    /// <param name="state">The state that has the locks.</param>
    /// <param name="name">The user's name, as at a logon.</param>
    public static IReadOnlySet<UInt128> HashesOf(StateStore state, string name) =>
        Enum.GetValues<UserDomains>().Select(domains => state.Key.User(UserName.Normalize(name, domains))).ToHashSet();

    /// <summary>Keeps locks and devices in a state from now on, and counts what those who share it tell of failures.</summary>
    public void Follow(StateStore state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        state.FailedLogons.Follow(FailedLogonCounter.WebGuesses, AddGuesses);
        state.FailedLogons.Follow(FailedLogonCounter.WebUser, told => _users.GetOrAdd(told.Key).Note(Moment(told), Ticks(told.Window), told.Count));
        state.FailedLogons.Follow(FailedLogonCounter.WebNetwork, AddNetwork);
    }

    /// <summary>Looks whether a request is a logon, and whether it may go on. The device's cookie leaves it here.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public ValueTask<Denial?> ExamineAsync(PublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_state is not { } state)
        {
            return default;
        }

        var cookie = CookieFields.Take(context.Http.Request.Headers, DeviceCookie.Name);
        return context.Section.Logon is { } logon ? ExamineAsync(context, logon, DeviceCookie.Read(cookie, state.Key), state) : default;
    }

    /// <summary>Takes note of how a logon has ended.</summary>
    internal void Answered(LogonAttempt attempt, ResponseHead head, HttpResponse response)
    {
        var (now, window) = (time.GetTimestamp(), Ticks(attempt.Policy.Window));
        switch (LogonAnswers.Judge(attempt.Kind, attempt.Form, head))
        {
            case LogonOutcome.Failed:
                LogonMetrics.Logon(attempt.Kind, "failed");
                Fail(attempt, now, window);
                break;
            case LogonOutcome.Succeeded:
                LogonMetrics.Logon(attempt.Kind, "succeeded");
                if (attempt.Guesses.Succeed(attempt.Begun, now, window, forgives: attempt.IsKnownDevice))
                {
                    _state!.FailedLogons.Forget(FailedLogonCounter.WebGuesses, attempt.Key);
                }

                Remember(attempt, head, response);
                break;
            default:
                LogonMetrics.Logon(attempt.Kind, "none");
                attempt.Guesses.End(attempt.Begun);
                break;
        }
    }

    private async ValueTask<Denial?> ExamineAsync(PublishingContext context, LogonPolicy logon, DeviceCookie? cookie, StateStore state)
    {
        var request = context.Http.Request;
        foreach (var form in logon.Forms)
        {
            if ((form.Covers(context.Target.Path) || form.Covers(context.Target.ReducedPath)) && await ReadAsync(context, form) is { } name)
            {
                if (await BeginAsync(context, logon, LogonKind.Form, form, name, cookie, state) is { } refused)
                {
                    return refused;
                }

                break;
            }
        }

        var authorization = request.Headers.Authorization;
        if (authorization.Count == 0)
        {
            return null;
        }

        if (logon.Basic && BasicUser.IsClaimed(authorization) && await BeginAsync(context, logon, LogonKind.Basic, null, new LogonName(BasicUser.Read(authorization)), cookie, state) is { } refusedBasic)
        {
            return refusedBasic;
        }

        return logon.Ntlm && NtlmUser.Read(authorization) is { } ntlm ? await BeginAsync(context, logon, LogonKind.Ntlm, null, ntlm, cookie, state) : null;
    }

    private static async ValueTask<LogonName?> ReadAsync(PublishingContext context, LogonForm form)
    {
        try
        {
            return await LogonBody.ReadAsync(context.Http.Request, context.Target.Query, form, context.Http.RequestAborted);
        }
        catch (IOException)
        {
            // The client is gone, or its body is not HTTP: whoever uploads it meets the same, and answers.
            return null;
        }
    }

    private async ValueTask<Denial?> BeginAsync(
        PublishingContext context, LogonPolicy logon, LogonKind kind, LogonForm? form, LogonName name, DeviceCookie? cookie, StateStore state)
    {
        // 1. Who it is, where and by what.
        var attempt = Describe(context, logon, kind, form, name, cookie, state);

        // 2. Whoever is locked out stays out.
        if (!state.LogonLocks.IsEmpty && FindLock(attempt, state) is { } found)
        {
            return Refuse(attempt, found);
        }

        // 3. A user who is guessed at from everywhere: whoever is not known waits.
        if (!attempt.IsKnownDevice && Delay(attempt) is { } delay && !await WaitAsync(kind, delay, context.Http.RequestAborted))
        {
            return Refuse(attempt, $"{MaximumWaiting} logons wait already", s_longestDelay);
        }

        // 4. As many guesses under way as might fail without a lock.
        attempt.Guesses = _guesses.GetOrAdd(attempt.Key);
        for (var waited = TimeSpan.Zero; ; waited += s_turn)
        {
            var now = time.GetTimestamp();
            var (mayGoOn, failures) = attempt.Guesses.TryBegin(logon.Failures, attempt.IsRead ? logon.Failures : UnreadUnderWay, now, Ticks(logon.Window), Ticks(s_judgement));
            if (mayGoOn)
            {
                attempt.Begun = now;
                attempt.Next = context.Logon;
                context.Logon = attempt;
                return null;
            }

            // Failures that other nodes have told of lock whoever comes next.
            if (failures >= logon.Failures && LockGuesses(state, attempt, failures) && FindLock(attempt, state) is { } locked)
            {
                return Refuse(attempt, locked);
            }

            if (failures >= logon.Failures || waited >= s_longestTurn || !await WaitAsync(kind, s_turn, context.Http.RequestAborted))
            {
                return Refuse(attempt, $"user {LogonHash.Short(attempt.User)} at {attempt.Network} has {failures} failed logons and others that are not answered yet", s_longestTurn);
            }
        }
    }

    private LogonAttempt Describe(PublishingContext context, LogonPolicy logon, LogonKind kind, LogonForm? form, LogonName name, DeviceCookie? cookie, StateStore state)
    {
        var client = context.Record.Client?.Address ?? IPAddress.None;
        var network = ClientNetwork.Of(client, logon.Ipv4Prefix, logon.Ipv6Prefix);
        var user = state.Key.User(name.Name is { } written ? UserName.Normalize(written, logon.Domains) : UnreadUser);
        var identifier = kind == LogonKind.Basic ? ActiveSyncDevice.Of(context.Http.Request.Method, context.Target) : null;
        UInt128? phone = identifier is null ? null : state.Key.Phone(user, network, identifier);
        var isKnownPhone = phone is { } hash && state.KnownDevices.IsKnown(hash, logon.RememberDevices);

        // A logon that cannot be read counts for the browser it comes from, whoever's that is: it must not be a way around the browser's own count.
        var browser = cookie is { } held && (held.User == user || name.Name is null) && Today() - held.Day <= logon.RememberDevices.TotalDays ? cookie : null;
        return new LogonAttempt(this)
        {
            Policy = logon,
            Kind = kind,
            Form = form,
            User = user,
            IsRead = name.Name is not null,
            Network = network,
            IsShared = logon.SharedNetworks.Any(set => set.Contains(client)),
            Browser = browser,
            Phone = phone,
            IsKnownDevice = isKnownPhone || browser is not null,
            Key = isKnownPhone ? phone!.Value : browser is { } own ? state.Key.Browser(own.User, own.Device) : state.Key.User(user, network),
        };
    }

    private static LogonLock? FindLock(LogonAttempt attempt, StateStore state) =>
        state.LogonLocks.Find(attempt.Key)
        ?? (attempt.IsKnownDevice || attempt.IsShared ? null : state.LogonLocks.Find(state.Key.Network(attempt.Network)));

    private Denial Refuse(LogonAttempt attempt, LogonLock found) => Refuse(attempt, $"{Whom(found)} until {found.Until:u}, as lock {found.Id}", found.Until - time.GetUtcNow());

    private static Denial Refuse(LogonAttempt attempt, string detail, TimeSpan retryAfter)
    {
        LogonMetrics.Logon(attempt.Kind, "locked");
        return new Denial(DenialReason.LogonLocked, detail) { RetryAfter = retryAfter };
    }

    private static string Whom(LogonLock found) => found.Kind switch
    {
        LogonLockKind.User => $"user {LogonHash.Short(found.User)} is locked out at {found.Network}",
        LogonLockKind.Device => $"a known device of user {LogonHash.Short(found.User)} is locked out at {found.Network}",
        _ => $"devices that are not known are locked out at {found.Network}",
    };

    private TimeSpan? Delay(LogonAttempt attempt)
    {
        if (!_users.TryGet(attempt.User, out var failures))
        {
            return null;
        }

        var above = failures.CountAt(time.GetTimestamp(), Ticks(attempt.Policy.Window)) - attempt.Policy.DelayAfter;
        return above < 0 ? null : TimeSpan.FromTicks(Math.Min(s_longestDelay.Ticks, (above + 1) * s_delayStep.Ticks));
    }

    private async ValueTask<bool> WaitAsync(LogonKind kind, TimeSpan delay, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _waiting) > MaximumWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        try
        {
            var waiting = Task.Delay(delay, time, cancel);
            LogonMetrics.Logon(kind, "delayed");
            await waiting;
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Fail(LogonAttempt attempt, long now, long window)
    {
        var (logon, state) = (attempt.Policy, _state!);
        _users.GetOrAdd(attempt.User).Note(now, window);
        state.FailedLogons.Fail(FailedLogonCounter.WebUser, attempt.User, logon.Window);
        var failures = attempt.Guesses.Fail(attempt.Begun, logon.Failures, now, window);
        state.FailedLogons.Fail(FailedLogonCounter.WebGuesses, attempt.Key, logon.Window);
        if (failures >= logon.Failures)
        {
            LockGuesses(state, attempt, failures);
        }

        if (attempt.IsKnownDevice || attempt.IsShared)
        {
            return;
        }

        var key = state.Key.Network(attempt.Network);
        var network = _networks.GetOrAdd(key);
        var users = network.Note((ulong)attempt.User, logon.UsersPerNetwork, now, window);
        state.FailedLogons.Fail(FailedLogonCounter.WebNetwork, key, logon.Window, (ulong)attempt.User);
        if (users >= logon.UsersPerNetwork && Lock(state, key, LogonLockKind.Network, attempt, users))
        {
            network.Clear();
            state.FailedLogons.Lock(FailedLogonCounter.WebNetwork, key);
        }
    }

    private bool LockGuesses(StateStore state, LogonAttempt attempt, int failures)
    {
        if (!Lock(state, attempt.Key, attempt.IsKnownDevice ? LogonLockKind.Device : LogonLockKind.User, attempt, failures))
        {
            return false;
        }

        attempt.Guesses.Clear();
        state.FailedLogons.Lock(FailedLogonCounter.WebGuesses, attempt.Key);
        return true;
    }

    private void AddGuesses(ToldFailures told)
    {
        if ((told.Forgets || told.IsLocked) && _guesses.TryGet(told.Key, out var before))
        {
            before.Clear();
        }

        if (told.Count > 0)
        {
            _guesses.GetOrAdd(told.Key).Add(told.Count, Moment(told), time.GetTimestamp(), Ticks(told.Window));
        }
    }

    private void AddNetwork(ToldFailures told)
    {
        if (told.IsLocked && _networks.TryGet(told.Key, out var before))
        {
            before.Clear();
        }

        if (told.Count > 0)
        {
            _networks.GetOrAdd(told.Key).Note(told.Subject, NetworkFailures.MaximumUsers, Moment(told), Ticks(told.Window));
        }
    }

    private long Moment(ToldFailures told) => time.GetTimestamp() - Ticks(told.Age);

    private bool Lock(StateStore state, UInt128 key, LogonLockKind kind, LogonAttempt attempt, int failures)
    {
        var (begin, length, where) = (time.GetUtcNow(), attempt.Policy.Lockout, attempt.Network.ToString());
        var user = kind == LogonLockKind.Network ? UInt128.Zero : attempt.User;
        if (!state.LogonLocks.TryAdd(new LogonLock(0, key, kind, user, where, failures, begin, begin + length)))
        {
            return false;
        }

        switch (kind)
        {
            case LogonLockKind.User:
                LogonMetrics.Locked("user");
                LogonLog.UserLocked(logger, LogonHash.Short(user), where, length.TotalSeconds, failures);
                break;
            case LogonLockKind.Device:
                LogonMetrics.Locked("device");
                LogonLog.DeviceLocked(logger, LogonHash.Short(user), where, length.TotalSeconds, failures);
                break;
            default:
                LogonMetrics.Locked("network");
                LogonLog.NetworkLocked(logger, where, length.TotalSeconds, failures);
                break;
        }

        return true;
    }

    private void Remember(LogonAttempt attempt, ResponseHead head, HttpResponse response)
    {
        var (logon, state) = (attempt.Policy, _state!);
        if (!attempt.IsRead || logon.RememberDevices == TimeSpan.Zero)
        {
            return;
        }

        if (attempt.Phone is { } phone && head.Status == StatusCodes.Status200OK)
        {
            state.KnownDevices.Note(phone);
        }
        else if (attempt.Kind == LogonKind.Form && response.HttpContext.Request.IsHttps)
        {
            Span<byte> number = stackalloc byte[16];
            RandomNumberGenerator.Fill(number);
            var device = attempt.Browser?.Device ?? BinaryPrimitives.ReadUInt128BigEndian(number);
            new DeviceCookie(attempt.User, device, Today()).Give(response, state.Key, logon.RememberDevices);
        }
    }

    private int Today() => (int)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
