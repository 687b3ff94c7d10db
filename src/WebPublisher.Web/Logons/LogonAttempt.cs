using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Clients;

namespace WebPublisher.Web.Logons;

/// <summary>A logon on its way to the site; the answer says how it ends.</summary>
/// <param name="guard">Who counts it.</param>
internal sealed class LogonAttempt(LogonGuard guard)
{
    private bool _isAnswered;

    /// <summary>How logons of the section are guarded.</summary>
    public required LogonPolicy Policy { get; init; }

    /// <summary>By what somebody logs on.</summary>
    public required LogonKind Kind { get; init; }

    /// <summary>The form, if it is one.</summary>
    public LogonForm? Form { get; init; }

    /// <summary>The hash of the user.</summary>
    public required UInt128 User { get; init; }

    /// <summary>Whether it is known who the user is.</summary>
    public required bool IsRead { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ClientNetwork Network { get; init; }

    /// <summary>Whether many users stand behind the network, which is not locked for all of them.</summary>
    public required bool IsShared { get; init; }

    /// <summary>The browser's cookie, if it is this user's.</summary>
    public DeviceCookie? Browser { get; init; }

    /// <summary>The hash of the phone, if it is one.</summary>
    public UInt128? Phone { get; init; }

    /// <summary>Whether the user has logged on by this device before.</summary>
    public required bool IsKnownDevice { get; init; }

    /// <summary>What it is counted and locked by.</summary>
    public required UInt128 Key { get; init; }

    /// <summary>What is counted with it.</summary>
    public Guesses Guesses { get; set; } = null!;

    /// <summary>The timestamp it was begun at.</summary>
    public long Begun { get; set; }

    /// <summary>Another logon in the same request, or null.</summary>
    public LogonAttempt? Next { get; set; }

    /// <summary>Takes note of the front end's answer, and makes a device known that has logged on.</summary>
    /// <param name="head">The front end's answer.</param>
    /// <param name="response">The answer to the client.</param>
    public void Answered(ResponseHead head, HttpResponse response)
    {
        if (!_isAnswered)
        {
            _isAnswered = true;
            guard.Answered(this, head, response);
        }

        Next?.Answered(head, response);
    }
}
