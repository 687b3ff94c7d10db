using System.Diagnostics;

namespace WebPublisher.Smtp.Tests.Screening.Milter;

/// <summary>A fact about a real mail server; skipped where there is none, or nobody may start it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingPostfixAttribute : FactAttribute
{
    public FactNeedingPostfixAttribute() => Skip = Missing;

    /// <summary>What is missing; null for nothing.</summary>
    public static string? Missing { get; } =
        !File.Exists("/usr/sbin/postfix") ? "postfix is not installed (tests/environment/install)"
        : !Environment.IsPrivilegedProcess && !CanSudo() ? "starting Postfix takes root, or sudo without a password"
        : null;

    private static bool CanSudo()
    {
        if (!File.Exists("/usr/bin/sudo"))
        {
            return false;
        }

        using var sudo = Process.Start(new ProcessStartInfo("/usr/bin/sudo", ["-n", "true"]) { RedirectStandardError = true })!;
        sudo.WaitForExit();
        return sudo.ExitCode == 0;
    }
}
