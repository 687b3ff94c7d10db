using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>logon</c>.</summary>
internal static class LogonCompiler
{
    /// <summary>Compiles the logon of a section; null when it is not guarded.</summary>
    public static LogonPolicy? Compile(LogonDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var usual = new LogonPolicy();
        var logon = new LogonPolicy
        {
            Forms = [.. document.Forms.Select(f => Form(f, context)).OfType<LogonForm>()],
            Basic = document.Basic?.Value ?? false,
            Ntlm = document.Ntlm?.Value ?? false,
            Failures = document.Failures?.Value ?? usual.Failures,
            Window = document.Window?.Value ?? usual.Window,
            Lockout = document.Lockout?.Value ?? usual.Lockout,
            UsersPerNetwork = document.UsersPerNetwork?.Value ?? usual.UsersPerNetwork,
            DelayAfter = document.DelayAfter?.Value ?? usual.DelayAfter,
            Ipv4Prefix = document.Ipv4Network?.Value ?? usual.Ipv4Prefix,
            Ipv6Prefix = document.Ipv6Network?.Value ?? usual.Ipv6Prefix,
            SharedNetworks = [.. document.SharedNetworks.Select(context.ClientAddressSets.Resolve).OfType<ClientAddressSet>()],
            RememberDevices = document.RememberDevices?.Value ?? usual.RememberDevices,
            Domains = document.Domains?.Value ?? usual.Domains,
        };
        if (document.Enabled?.Value == false)
        {
            return null;
        }

        if (document.Forms.Count == 0 && !document.Has(nameof(document.Forms)) && !logon.Basic && !logon.Ntlm)
        {
            context.Diagnostics.Error(document.Start, "a logon that nobody logs on by; add forms, basic: true or ntlm: true");
        }

        return logon;
    }

    private static LogonForm? Form(LogonFormDocument document, CompilationContext context)
    {
        var success = Answer(document.Success, context);
        var failure = Answer(document.Failure, context);
        if (document.User is not { } user || document.Password is not { } password || success is null || failure is null)
        {
            return null;
        }

        if (document.Paths.Count == 0 && failure.Statuses.Any(s => s is >= 200 and < 300))
        {
            // A large request may hide a logon. What it is answered tells, but not where other requests are answered alike.
            context.Diagnostics.Error(document.Failure!.Start, "with a status that other requests to the section are answered with, uploads would be taken for failed logons; write paths, where the form is posted to");
        }

        return new LogonForm
        {
            Paths = [.. document.Paths.Select(p => p.Value)],
            Format = document.Format?.Value ?? LogonBodyFormat.Form,
            User = user.Value,
            Password = password.Value,
            Success = success,
            Failure = failure,
        };
    }

    private static LogonAnswer? Answer(LogonAnswerDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        if (!document.Has(nameof(document.Status)) && !document.Has(nameof(document.Cookies)) && !document.Has(nameof(document.Location)))
        {
            context.Diagnostics.Error(document.Start, "this would be every answer; write its status, a cookie that it sets or what its location contains");
            return null;
        }

        return new LogonAnswer([.. document.Status.Select(s => s.Value)], [.. document.Cookies.Select(c => c.Value)], document.Location?.Value);
    }
}
