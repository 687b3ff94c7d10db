using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Logons;

/// <summary>Reads in the head of a front end's answer how a logon ended.</summary>
internal static class LogonAnswers
{
    /// <summary>What an answer says.</summary>
    /// <param name="kind">By what somebody logged on.</param>
    /// <param name="form">The form, if it was one.</param>
    /// <param name="head">The answer.</param>
    public static LogonOutcome Judge(LogonKind kind, LogonForm? form, ResponseHead head) => kind switch
    {
        LogonKind.Form when Is(form!.Success, head) => LogonOutcome.Succeeded,
        LogonKind.Form => Is(form!.Failure, head) ? LogonOutcome.Failed : LogonOutcome.None,
        _ when head.Status == 401 => LogonOutcome.Failed,
        LogonKind.Basic when head.Status < 400 => LogonOutcome.Succeeded,
        _ => LogonOutcome.None,
    };

    private static bool Is(LogonAnswer answer, ResponseHead head)
    {
        if (!answer.Statuses.IsEmpty && !answer.Statuses.Contains(head.Status))
        {
            return false;
        }

        var (hasCookie, hasLocation) = (answer.Cookies.IsEmpty, answer.Location is null);
        for (var i = 0; i < head.Fields.Count && !(hasCookie && hasLocation); i++)
        {
            var (name, value) = head.Fields[i];
            hasCookie = hasCookie || (name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase) && IsOneOf(answer, value));
            hasLocation = hasLocation || (name.Equals(HeaderNames.Location, StringComparison.OrdinalIgnoreCase) && value.Contains(answer.Location!, StringComparison.OrdinalIgnoreCase));
        }

        return hasCookie && hasLocation;
    }

    private static bool IsOneOf(LogonAnswer answer, string field)
    {
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return false;
        }

        var value = field.AsSpan(equals + 1);
        var end = value.IndexOf(';');
        value = (end < 0 ? value : value[..end]).Trim(" \"");

        // An empty cookie takes one away; so do these, by which Roundcube and SOGo say so.
        return value is not ("" or "-del-" or "discard") && answer.Cookies.Contains(field[..equals].Trim(), StringComparer.Ordinal);
    }
}
