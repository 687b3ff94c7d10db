using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.Hostile;

/// <summary>The Core Rule Set as Debian installs it, at paranoia level 4, with bodies of over a megabyte looked into.</summary>
internal static class DebianRules
{
    private const string Settings =
        """
        SecRuleEngine DetectionOnly
        SecRequestBodyAccess On
        SecRequestBodyLimit 13107200
        SecRequestBodyNoFilesLimit 2000000
        SecResponseBodyAccess On
        SecResponseBodyLimit 2000000
        SecRule REQUEST_HEADERS:Content-Type "@contains xml" "id:1,phase:1,pass,nolog,ctl:requestBodyProcessor=XML"
        SecRule REQUEST_HEADERS:Content-Type "@contains json" "id:2,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"
        SecRule REQBODY_ERROR "!@eq 0" "id:3,phase:2,deny,log,msg:'Body not understood'"
        SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:4,phase:2,deny,log,msg:'Multipart body not as it should be'"
        SecAction "id:5,phase:1,pass,nolog,setvar:tx.paranoia_level=4,setvar:tx.crs_validate_utf8_encoding=1"
        """;

    private static readonly Lazy<RuleSet> Compiled = new(Compile);

    public static RuleSet Rules => Compiled.Value;

    private static RuleSet Compile()
    {
        var parsed = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfText("settings.conf", Settings), RuleSetPart.OfFiles("/usr/share/modsecurity-crs/owasp-crs.load")]));
        var compilation = RuleSet.Compile(parsed, TimeProvider.System);
        Assert.Empty(compilation.Errors);
        return compilation.RuleSet!;
    }
}
