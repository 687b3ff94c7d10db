using System.Globalization;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Compilation;

/// <summary>Makes settings of the directives that are not rules.</summary>
internal sealed class SettingReader(CompilationContext context)
{
    // What concerns logs, files and processes that this engine does not have; a configuration that sets them means no harm.
    private static readonly HashSet<string> WithoutEffect = new(StringComparer.OrdinalIgnoreCase)
    {
        "SecAuditEngine", "SecAuditLog", "SecAuditLog2", "SecAuditLogDirMode", "SecAuditLogFileMode", "SecAuditLogFormat", "SecAuditLogParts", "SecAuditLogRelevantStatus",
        "SecAuditLogStorageDir", "SecAuditLogType", "SecCacheTransformations", "SecCollectionGCFrequency", "SecConnEngine", "SecConnReadStateLimit", "SecConnWriteStateLimit",
        "SecCookieV0Separator", "SecDataDir", "SecDebugLog", "SecDebugLogLevel", "SecDisableBackendCompression", "SecGeoLookupDb", "SecGsbLookupDb", "SecGuardianLog",
        "SecHttpBlKey", "SecInterceptOnError", "SecPcreMatchLimit", "SecPcreMatchLimitRecursion", "SecReadStateLimit", "SecRequestBodyInMemoryLimit", "SecRequestEncoding",
        "SecResponseBodyMimeTypesClear", "SecRulePerfTime", "SecRuleInheritance", "SecServerSignature", "SecStatusEngine", "SecTmpDir", "SecTmpSaveUploadedFiles",
        "SecUnicodeCodePage", "SecUploadDir", "SecUploadFileMode", "SecUploadKeepFiles", "SecWriteStateLimit", "SecXmlExternalEntity",
    };

    private readonly List<string> _mediaTypes = [];
    private readonly List<string> _signatures = [];
    private bool _hasMediaTypes;
    private WafSettings _settings = new();

    /// <summary>The map of <c>SecUnicodeMapFile</c>; null without.</summary>
    public UnicodeMap? UnicodeMap { get; private set; }

    /// <summary>Reads directives, later ones over earlier ones.</summary>
    public WafSettings Read(IReadOnlyList<SettingDirective> directives)
    {
        foreach (var directive in directives)
        {
            if (Read(directive, directive.Arguments.Count > 0 ? directive.Arguments[0] : "") is { } error)
            {
                context.Fail(directive.Position, $"{directive.Name}: {error}");
            }
        }

        return _settings with
        {
            ResponseBodyMimeTypes = _hasMediaTypes ? _mediaTypes : _settings.ResponseBodyMimeTypes,
            ComponentSignatures = _signatures,
        };
    }

    private string? Read(SettingDirective directive, string argument)
    {
        switch (directive.Name.ToLowerInvariant())
        {
            case "secruleengine":
                return ControlReader.Mode(argument) is { } mode ? Set(_settings with { Mode = mode }) : "it takes On, Off or DetectionOnly";
            case "secrequestbodyaccess":
                return ControlReader.Switch(argument) is { } request ? Set(_settings with { HasRequestBodyAccess = request }) : "it takes On or Off";
            case "secresponsebodyaccess":
                return ControlReader.Switch(argument) is { } response ? Set(_settings with { HasResponseBodyAccess = response }) : "it takes On or Off";
            case "secrequestbodylimit":
                return Number(argument, 1L << 30) is { } limit ? Set(_settings with { RequestBodyLimit = limit }) : "it takes a number of bytes, at most 1073741824";
            case "secrequestbodynofileslimit":
                return Number(argument, 1L << 30) is { } noFiles ? Set(_settings with { RequestBodyNoFilesLimit = noFiles }) : "it takes a number of bytes, at most 1073741824";
            case "secresponsebodylimit":
                return Number(argument, 1L << 30) is { } answer ? Set(_settings with { ResponseBodyLimit = answer }) : "it takes a number of bytes, at most 1073741824";
            case "secrequestbodyjsondepthlimit":
                return Number(argument, 10_000) is { } depth ? Set(_settings with { RequestBodyJsonDepthLimit = (int)depth }) : "it takes a number of levels, at most 10000";
            case "secargumentslimit":
                return Number(argument, 100_000) is { } arguments ? Set(_settings with { ArgumentsLimit = (int)arguments }) : "it takes a number, at most 100000";
            case "secuploadfilelimit":
                return Number(argument, 100_000) is { } files ? Set(_settings with { UploadFileLimit = (int)files }) : "it takes a number, at most 100000";
            case "seccollectiontimeout":
                return Number(argument, 30 * 86_400) is { } seconds
                    ? Set(_settings with { CollectionTimeout = TimeSpan.FromSeconds(seconds) })
                    : "it takes a number of seconds, at most 2592000";
            case "secrequestbodylimitaction":
                return LimitAction(argument) is { } over ? Set(_settings with { RequestBodyLimitAction = over }) : "it takes Reject or ProcessPartial";
            case "secresponsebodylimitaction":
                return LimitAction(argument) is { } beyond ? Set(_settings with { ResponseBodyLimitAction = beyond }) : "it takes Reject or ProcessPartial";
            case "secargumentseparator":
                return argument.Length == 1 ? Set(_settings with { ArgumentSeparator = argument[0] }) : "it takes one character";
            case "seccookieformat":
                return argument is "0" or "1" ? Set(_settings with { HasVersion1Cookies = argument == "1" }) : "it takes 0 or 1";
            case "secwebappid":
                return Set(_settings with { WebApplicationId = argument });
            case "secsensorid":
                return Set(_settings with { SensorId = argument });
            default:
                return ReadOther(directive, argument);
        }
    }

    private string? ReadOther(SettingDirective directive, string argument)
    {
        switch (directive.Name.ToLowerInvariant())
        {
            case "seccomponentsignature":
                _signatures.Add(argument);
                return null;
            case "secresponsebodymimetype":
                _hasMediaTypes = true;
                _mediaTypes.AddRange(directive.Arguments.Select(type => type.Trim().ToLowerInvariant()));
                return null;
            case "secresponsebodymimetypesclear":
                _hasMediaTypes = true;
                _mediaTypes.Clear();
                return null;
            case "secunicodemapfile":
                return ReadUnicodeMap(directive, argument);
            case "seccontentinjection" or "secstreaminbodyinspection" or "secstreamoutbodyinspection" or "sechashengine":
                return argument.Equals("off", StringComparison.OrdinalIgnoreCase) ? null : "only Off is supported: what passes is not changed";
            case "secremoterules" or "secremoterulesfailaction":
                return "not supported: rules are read from files only";
            default:
                return WithoutEffect.Contains(directive.Name) ? null : $"this directive is not supported{NearestName.Hint(directive.Name, WithoutEffect)}";
        }
    }

    private string? ReadUnicodeMap(SettingDirective directive, string argument)
    {
        var path = Path.Combine(Path.GetDirectoryName(directive.Position.File) ?? "", argument);
        if (directive.Arguments.Count < 2 || Number(directive.Arguments[1], 65_535) is not { } codePage)
        {
            return "it takes a file and a code page";
        }

        try
        {
            UnicodeMap = UnicodeMap.Parse(File.ReadAllText(path), (int)codePage);
            return UnicodeMap is null ? $"{path} has no code page {codePage}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read: {e.Message}";
        }
    }

    private string? Set(WafSettings settings)
    {
        _settings = settings;
        return null;
    }

    private static BodyLimitAction? LimitAction(string word) => word.ToLowerInvariant() switch
    {
        "reject" => BodyLimitAction.Reject,
        "processpartial" => BodyLimitAction.ProcessPartial,
        _ => null,
    };

    private static long? Number(string text, long most)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? number : null;
}
