using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>An attack tool that names itself (the class of OWASP CRS 913). Who hides it is not stopped by this; the noise of the rest is.</summary>
internal sealed class Scanner : RequestPatch
{
    // Longer ones are looked through each time: what strangers send is not kept without a limit.
    private const int LongestKept = 255;

    private static readonly SearchValues<string> s_tools = SearchValues.Create(
    [
        "sqlmap", "nikto", "nessus", "acunetix", "nuclei", "wpscan", "dirbuster", "gobuster", "feroxbuster", "ffuf", "wfuzz", "masscan", "zgrab", "w3af", "havij", "openvas", "netsparker", "invicti", "arachni", "nmap scripting",
        "joomscan", "jaeles", "xsser", "commix", "fimap", "morfeus", "zmeu", "webinspect", "appscan", "skipfish", "sqlninja", "jorgee", "dirsearch", "hydra", "whatweb", "burpsuite", "zaproxy", "owasp zap", "bsqlbf",
        "grendel-scan", "n-stealth", "sqlbrute", "webshag", "xspider", "l9explore", "struts-pwn", "interactsh",
    ], StringComparison.OrdinalIgnoreCase);

    // A client says the same of itself with every request, and comparing costs less than searching: of each length the last one that is no tool. Replaced whole by any thread.
    private readonly string?[] _harmless = new string?[LongestKept + 1];

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        foreach (var agent in request.Fields.UserAgent)
        {
            if (agent is null || (agent.Length <= LongestKept && agent.Equals(_harmless[agent.Length], StringComparison.Ordinal)))
            {
                continue;
            }

            if (agent.AsSpan().ContainsAny(s_tools))
            {
                return PatchFinding.Field(HeaderNames.UserAgent);
            }

            if (agent.Length <= LongestKept)
            {
                _harmless[agent.Length] = agent;
            }
        }

        return null;
    }
}
