using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// What a policy says, in the language of the rules: the settings that administrators know from <c>modsecurity.conf</c> and <c>crs-setup.conf</c>. Both generations of the
/// Core Rule Set are spoken to: 3.3 asks for <c>tx.paranoia_level</c>, 4 for <c>tx.blocking_paranoia_level</c>.
/// </summary>
internal static class RuleText
{
    /// <summary>What positions show as the file of a text that was written here.</summary>
    public const string Name = "(policy)";

    /// <summary>The first of the ids of rules that stand here and in no other rule set.</summary>
    public const long FirstOwnId = 99_000_000;

    // Of uploads engines keep no more than the names: what counts is what is no file.
    private const int LongestBody = 1024 * 1024 * 1024;

    private static readonly CultureInfo s_plain = CultureInfo.InvariantCulture;

    // What is cut off cannot be read to its end, which is no fault of the sender's. Forms with files are never cut off.
    private const string ButCut = ",chain\"\nSecRule INBOUND_DATA_ERROR|REQBODY_PROCESSOR \"@rx ^(?:0|MULTIPART)$\" \"t:none";

    /// <summary>The rules by which bodies are read and refused when they cannot be, with the ids that ModSecurity's recommended configuration gives them.</summary>
    private static readonly ImmutableArray<(long Id, string Text)> s_bodyRules =
    [
        (200000, """SecRule REQUEST_HEADERS:Content-Type "@rx ^(?:text|application)/(?:[a-z0-9.-]+\+)?xml\b" "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML" """),
        (200001, """SecRule REQUEST_HEADERS:Content-Type "@rx ^application/(?:[a-z0-9.-]+\+)?json\b" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON" """),
        (200002, """SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400,msg:'The body could not be read',logdata:'%{reqbody_error_msg}',severity:2MORE" """),
        (200003, """SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:200003,phase:2,t:none,log,deny,status:400,msg:'The parts of the body are not as they should be',severity:2" """),
        (200004, """SecRule MULTIPART_UNMATCHED_BOUNDARY "@eq 1" "id:200004,phase:2,t:none,log,deny,msg:'A part of the body may not have been recognised as one',severity:2" """),
        (200005, """SecRule TX:/^MSC_/ "!@streq 0" "id:200005,phase:2,t:none,log,deny,msg:'A rule gave up: %{MATCHED_VAR_NAME}',severity:2" """),
        (200007, """SecRule &ARGS "@ge LIMIT" "id:200007,phase:2,t:none,log,deny,status:400,msg:'More arguments than are judged',severity:2" """),
    ];

    /// <summary>What comes first: how bodies are read.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="declared">Ids that files of the operator's declare: what the product says under them gives way.</param>
    public static string Bodies(WafPolicy policy, IReadOnlySet<long> declared)
    {
        var text = new StringBuilder();
        text.AppendLine(s_plain, $"SecRequestBodyAccess {(policy.InspectsRequestBody ? "On" : "Off")}");
        text.AppendLine(s_plain, $"SecRequestBodyLimit {LongestBody}");
        text.AppendLine(s_plain, $"SecRequestBodyNoFilesLimit {policy.RequestBodyLimit + 1}");
        text.AppendLine("SecRequestBodyLimitAction ProcessPartial");
        text.AppendLine("SecRequestBodyJsonDepthLimit 512");
        text.AppendLine(s_plain, $"SecArgumentsLimit {policy.MaximumArguments}");
        text.AppendLine("SecArgumentSeparator &");
        text.AppendLine("SecCookieFormat 0");
        text.AppendLine(s_plain, $"SecResponseBodyAccess {(policy.Response is null ? "Off" : "On")}");
        if (policy.Response is { } response)
        {
            text.AppendLine(s_plain, $"SecResponseBodyMimeType {string.Join(' ', response.Types)}");
            text.AppendLine(s_plain, $"SecResponseBodyLimit {response.Limit}");
            text.AppendLine("SecResponseBodyLimitAction ProcessPartial");
        }

        if (policy.Files.Setup.IsEmpty)
        {
            text.AppendLine("SecDefaultAction \"phase:1,log,auditlog,pass\"");
            text.AppendLine("SecDefaultAction \"phase:2,log,auditlog,pass\"");
        }

        foreach (var (id, rule) in s_bodyRules.Where(rule => !declared.Contains(rule.Id)))
        {
            var unless = policy.BeyondRequestBody == BeyondLimit.Pass ? ButCut : "";
            text.AppendLine(rule.Replace("LIMIT", policy.MaximumArguments.ToString(s_plain), StringComparison.Ordinal).Replace("MORE", unless, StringComparison.Ordinal).TrimEnd());
        }

        return text.ToString();
    }

    /// <summary>What stands behind the rule set's own settings: paranoia and thresholds.</summary>
    public static string Settings(WafPolicy policy)
    {
        var variables = string.Create(
            s_plain,
            $"setvar:tx.paranoia_level={policy.Paranoia},setvar:tx.executing_paranoia_level={policy.DetectionParanoia},setvar:tx.blocking_paranoia_level={policy.Paranoia},setvar:tx.detection_paranoia_level={policy.DetectionParanoia},setvar:tx.inbound_anomaly_score_threshold={policy.InboundThreshold},setvar:tx.outbound_anomaly_score_threshold={policy.OutboundThreshold}");

        // The rule set refuses everything when it finds no settings: these are settings.
        return $"""
            SecAction "id:{FirstOwnId},phase:1,pass,nolog,t:none,{variables}"
            SecRule &TX:crs_setup_version "@eq 0" "id:{FirstOwnId + 1},phase:1,pass,nolog,t:none,setvar:tx.crs_setup_version=490"

            """;
    }

    /// <summary>What stands behind the rule set's defaults and before its rules: what the site needs beyond them, and exclusions that hold for some paths.</summary>
    public static string Allowances(WafPolicy policy)
    {
        var text = new StringBuilder();
        if (!policy.Methods.IsEmpty)
        {
            text.AppendLine(s_plain, $"SecAction \"id:{FirstOwnId + 2},phase:1,pass,nolog,t:none,setvar:'tx.allowed_methods=%{{tx.allowed_methods}} {string.Join(' ', policy.Methods)}'\"");
        }

        if (!policy.ContentTypes.IsEmpty)
        {
            var types = string.Concat(policy.ContentTypes.Select(type => $" |{type}|"));
            text.AppendLine(s_plain, $"SecAction \"id:{FirstOwnId + 3},phase:1,pass,nolog,t:none,setvar:'tx.allowed_request_content_type=%{{tx.allowed_request_content_type}}{types}'\"");
        }

        if (!policy.Extensions.IsEmpty && !policy.Extensions.Contains("*", StringComparer.Ordinal))
        {
            var names = string.Join('|', policy.Extensions.Select(extension => extension[1..]));
            text.AppendLine(s_plain, $"SecRule REQUEST_BASENAME \"@rx \\.(?:{names})$\" \"id:{FirstOwnId + 4},phase:1,pass,nolog,t:none,t:urlDecodeUni,t:lowercase,ctl:ruleRemoveById=920440\"");
        }

        ExclusionText.ForPaths(text, policy.Exclusions, FirstOwnId + 100);
        return text.ToString();
    }

    /// <summary>What stands at the end: exclusions that always hold, and whether the rules decide.</summary>
    public static string End(WafPolicy policy)
    {
        var text = new StringBuilder();
        ExclusionText.ForAll(text, policy);
        text.AppendLine(s_plain, $"SecRuleEngine {(policy.Mode == FirewallMode.Block ? "On" : "DetectionOnly")}");
        return text.ToString();
    }

    /// <summary>A text as a part of a rule set.</summary>
    public static RuleSetPart Part(string text) => RuleSetPart.OfText(Name, text);
}
