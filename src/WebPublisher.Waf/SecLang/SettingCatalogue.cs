using System.Collections.Frozen;

namespace WebPublisher.Waf.SecLang;

/// <summary>
/// The directives of mod_security2 2.9 that are settings (its reference manual, section Configuration Directives). Those about its own logs, files and library limits are
/// read and have no effect: the product has its own. Those whose effect rules could rely on, and that this engine lacks, are refused.
/// </summary>
internal static class SettingCatalogue
{
    private const long MostBytes = 1L << 40;
    private const string NoScripts = "runs scripts, which this engine does not do";
    private const string NoDownloads = "loads rules from elsewhere, which this engine does not do; include a file";
    private const string NoHashing = "signs links in responses, which this engine does not do";
    private const string NoDatabases = "needs a database or service that this engine does not ask";
    private const string NoConnections = "judges connections, for which the policy has limits of its own";

    private static readonly string[] s_switch = ["On", "Off"];
    private static readonly string[] s_off = ["Off"];
    private static readonly FrozenDictionary<string, SettingSyntax> s_settings = Settings().ToFrozenDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => s_settings.Keys;

    /// <summary>The setting of a name in whatever case, or null.</summary>
    public static SettingSyntax? Find(string name) => s_settings.GetValueOrDefault(name);

    private static IEnumerable<SettingSyntax> Settings() =>
    [
        // What the engine does.
        Words("SecRuleEngine", "On", "Off", "DetectionOnly"),
        Words("SecRequestBodyAccess", s_switch),
        Words("SecResponseBodyAccess", s_switch),
        Words("SecRequestBodyLimitAction", "Reject", "ProcessPartial"),
        Words("SecResponseBodyLimitAction", "Reject", "ProcessPartial"),
        Number("SecRequestBodyLimit", 1, MostBytes),
        Number("SecRequestBodyNoFilesLimit", 1, MostBytes),
        Number("SecRequestBodyInMemoryLimit", 1, MostBytes),
        Number("SecRequestBodyJsonDepthLimit", 1, 10_000),
        Number("SecResponseBodyLimit", 1, MostBytes),
        Number("SecArgumentsLimit", 1, 1_000_000),
        Number("SecUploadFileLimit", 1, 1_000_000),
        Number("SecCollectionTimeout", 0, int.MaxValue),
        Number("SecCookieFormat", 0, 1),
        Text("SecResponseBodyMimeType", 1, 1_000),
        Text("SecResponseBodyMimeTypesClear", 0, 0),
        Text("SecArgumentSeparator", 1, 1),
        Text("SecCookieV0Separator", 1, 1),
        Text("SecUnicodeMapFile", 1, 2),
        Number("SecUnicodeCodePage", 1, 65_535),
        Text("SecComponentSignature", 1, 1),
        Text("SecWebAppId", 1, 1),
        Text("SecSensorId", 1, 1),

        // What the product has its own of.
        Words("SecAuditEngine", "On", "Off", "RelevantOnly"),
        Text("SecAuditLog", 1, 1),
        Text("SecAuditLog2", 1, 1),
        Text("SecAuditLogParts", 1, 1),
        Text("SecAuditLogRelevantStatus", 1, 1),
        Words("SecAuditLogType", "Serial", "Concurrent", "HTTPS"),
        Words("SecAuditLogFormat", "Native", "JSON"),
        Text("SecAuditLogStorageDir", 1, 1),
        Text("SecAuditLogDirMode", 1, 1),
        Text("SecAuditLogFileMode", 1, 1),
        Text("SecDebugLog", 1, 1),
        Number("SecDebugLogLevel", 0, 9),
        Text("SecDataDir", 1, 1),
        Text("SecTmpDir", 1, 1),
        Text("SecUploadDir", 1, 1),
        Text("SecUploadFileMode", 1, 1),
        Words("SecUploadKeepFiles", "On", "Off", "RelevantOnly"),
        Words("SecTmpSaveUploadedFiles", s_switch),
        Number("SecPcreMatchLimit", 1, int.MaxValue),
        Number("SecPcreMatchLimitRecursion", 1, int.MaxValue),
        Text("SecCacheTransformations", 1, 2),
        Words("SecStatusEngine", s_switch),
        Words("SecRuleInheritance", s_switch),
        Number("SecRulePerfTime", 0, int.MaxValue),
        Words("SecInterceptOnError", s_switch),
        Text("SecServerSignature", 1, 1),
        Text("SecRequestEncoding", 1, 1),

        // What this engine lacks: the value that asks for nothing is taken, others are refused.
        Words("SecContentInjection", s_off),
        Words("SecStreamInBodyInspection", s_off),
        Words("SecStreamOutBodyInspection", s_off),
        Words("SecDisableBackendCompression", s_off),
        Words("SecXmlExternalEntity", s_off),
        Words("SecParseXmlIntoArgs", s_off),
        Words("SecHashEngine", s_off),
        Words("SecConnEngine", s_off),
        Refused("SecHashKey", NoHashing),
        Refused("SecHashParam", NoHashing),
        Refused("SecHashMethodPm", NoHashing),
        Refused("SecHashMethodRx", NoHashing),
        Refused("SecRuleScript", NoScripts),
        Refused("SecRemoteRules", NoDownloads),
        Refused("SecRemoteRulesFailAction", NoDownloads),
        Refused("SecGeoLookupDB", NoDatabases),
        Refused("SecGsbLookupDB", NoDatabases),
        Refused("SecHttpBlKey", NoDatabases),
        Refused("SecGuardianLog", "writes to a program, which this engine does not do"),
        Refused("SecChrootDir", "confines the process, which its service definition does"),
        Refused("SecConnReadStateLimit", NoConnections),
        Refused("SecConnWriteStateLimit", NoConnections),
        Refused("SecReadStateLimit", NoConnections),
        Refused("SecWriteStateLimit", NoConnections),
    ];

    private static SettingSyntax Words(string name, params string[] words) => new(name, 1, 1, words, null, null);

    private static SettingSyntax Number(string name, long least, long most) => new(name, 1, 1, null, (least, most), null);

    private static SettingSyntax Text(string name, int least, int most) => new(name, least, most, null, null, null);

    private static SettingSyntax Refused(string name, string why) => new(name, 0, int.MaxValue, null, null, why);
}
