namespace WebPublisher.Commands;

/// <summary>What every command's exit code means; documented in docs/operating.md, scripts depend on it.</summary>
public static class ExitCode
{
    /// <summary>Done; for <c>run</c>, stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>Failed: a port is taken, a policy test did not pass, <c>doctor</c> found a problem, the server is not ready (<c>status</c>) or not empty (<c>drain</c>), <c>waf check</c> an error, <c>ipsec status</c> or <c>ipsec check</c> something that does not stand, the process was stopped at once.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The policy, or the firewall's rules that <c>waf eval</c> is to ask, have errors.</summary>
    public const int PolicyErrors = 3;

    /// <summary>No server runs here that could be asked, or it does not answer.</summary>
    public const int NotRunning = 4;
}
