using System.Collections.Frozen;

namespace WebPublisher.Waf.Compilation;

/// <summary>The variables rules may name: those of mod_security2 2.9, less those of Apache's own machinery (<c>SCRIPT_*</c>, <c>PERF_*</c>, <c>STREAM_*</c>).</summary>
internal static class VariableTable
{
    private static readonly FrozenDictionary<string, VariableDefinition> ByName = All().ToFrozenDictionary(definition => definition.Name, StringComparer.OrdinalIgnoreCase);
    private static readonly VariableDefinition DecodedBasename = StableScalar(Variable.RequestBasenameDecoded, "REQUEST_BASENAME");
    private static readonly VariableDefinition DecodedFilename = StableScalar(Variable.RequestFilenameDecoded, "REQUEST_FILENAME");
    private static readonly VariableDefinition DecodedUri = StableScalar(Variable.RequestUriDecoded, "REQUEST_URI");

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>How many variables there are.</summary>
    public static int Count { get; } = Enum.GetValues<Variable>().Length;

    /// <summary>Finds a variable by its name, whatever its case; null where there is none.</summary>
    public static VariableDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// The variable a rule of a phase means. In Apache 2.4 mod_security2 sees the path as it was sent in phase 1, and decoded once, by the server, from phase 2 on; so a value
    /// that is stable within each is two.
    /// </summary>
    public static VariableDefinition InPhase(VariableDefinition definition, int phase) => phase < 2 ? definition : definition.Variable switch
    {
        Variable.RequestBasename => DecodedBasename,
        Variable.RequestFilename => DecodedFilename,
        Variable.RequestUri => DecodedUri,
        _ => definition,
    };

    private static IEnumerable<VariableDefinition> All() =>
    [
        StableCollection(Variable.Args, "ARGS"),
        Scalar(Variable.ArgsCombinedSize, "ARGS_COMBINED_SIZE"),
        StableCollection(Variable.ArgsGet, "ARGS_GET"),
        StableCollection(Variable.ArgsGetNames, "ARGS_GET_NAMES"),
        StableCollection(Variable.ArgsNames, "ARGS_NAMES"),
        StableCollection(Variable.ArgsPost, "ARGS_POST"),
        StableCollection(Variable.ArgsPostNames, "ARGS_POST_NAMES"),
        Scalar(Variable.AuthType, "AUTH_TYPE"),
        Scalar(Variable.Duration, "DURATION"),
        Collection(Variable.Env, "ENV"),
        StableCollection(Variable.Files, "FILES"),
        Scalar(Variable.FilesCombinedSize, "FILES_COMBINED_SIZE"),
        StableCollection(Variable.FilesNames, "FILES_NAMES"),
        Collection(Variable.FilesSizes, "FILES_SIZES"),
        Collection(Variable.FilesTmpContent, "FILES_TMP_CONTENT"),
        Collection(Variable.FilesTmpNames, "FILES_TMPNAMES"),
        Scalar(Variable.FullRequest, "FULL_REQUEST"),
        Scalar(Variable.FullRequestLength, "FULL_REQUEST_LENGTH"),
        Collection(Variable.Geo, "GEO"),
        Collection(Variable.Global, "GLOBAL"),
        Scalar(Variable.HighestSeverity, "HIGHEST_SEVERITY"),
        Scalar(Variable.InboundDataError, "INBOUND_DATA_ERROR"),
        Collection(Variable.Ip, "IP"),
        Scalar(Variable.MatchedVar, "MATCHED_VAR"),
        Scalar(Variable.MatchedVarName, "MATCHED_VAR_NAME"),
        Collection(Variable.MatchedVars, "MATCHED_VARS"),
        Collection(Variable.MatchedVarsNames, "MATCHED_VARS_NAMES"),
        Scalar(Variable.ModSecBuild, "MODSEC_BUILD"),
        Scalar(Variable.MultipartBoundaryQuoted, "MULTIPART_BOUNDARY_QUOTED"),
        Scalar(Variable.MultipartBoundaryWhitespace, "MULTIPART_BOUNDARY_WHITESPACE"),
        Scalar(Variable.MultipartCrlfLfLines, "MULTIPART_CRLF_LF_LINES"),
        Scalar(Variable.MultipartCrlfLine, "MULTIPART_CRLF_LINE"),
        Scalar(Variable.MultipartDataAfter, "MULTIPART_DATA_AFTER"),
        Scalar(Variable.MultipartDataBefore, "MULTIPART_DATA_BEFORE"),
        Scalar(Variable.MultipartFileLimitExceeded, "MULTIPART_FILE_LIMIT_EXCEEDED"),
        Scalar(Variable.MultipartFileName, "MULTIPART_FILENAME"),
        Scalar(Variable.MultipartHeaderFolding, "MULTIPART_HEADER_FOLDING"),
        Scalar(Variable.MultipartInvalidHeaderFolding, "MULTIPART_INVALID_HEADER_FOLDING"),
        Scalar(Variable.MultipartInvalidPart, "MULTIPART_INVALID_PART"),
        Scalar(Variable.MultipartInvalidQuoting, "MULTIPART_INVALID_QUOTING"),
        Scalar(Variable.MultipartLfLine, "MULTIPART_LF_LINE"),
        Scalar(Variable.MultipartMissingSemicolon, "MULTIPART_MISSING_SEMICOLON"),
        Scalar(Variable.MultipartName, "MULTIPART_NAME"),
        StableCollection(Variable.MultipartPartHeaders, "MULTIPART_PART_HEADERS"),
        Scalar(Variable.MultipartStrictError, "MULTIPART_STRICT_ERROR"),
        Scalar(Variable.MultipartUnmatchedBoundary, "MULTIPART_UNMATCHED_BOUNDARY"),
        Scalar(Variable.OutboundDataError, "OUTBOUND_DATA_ERROR"),
        Scalar(Variable.PathInfo, "PATH_INFO"),
        StableScalar(Variable.QueryString, "QUERY_STRING"),
        StableScalar(Variable.RemoteAddr, "REMOTE_ADDR"),
        StableScalar(Variable.RemoteAddr, "USERAGENT_IP"),
        StableScalar(Variable.RemoteHost, "REMOTE_HOST"),
        Scalar(Variable.RemotePort, "REMOTE_PORT"),
        Scalar(Variable.RemoteUser, "REMOTE_USER"),
        Scalar(Variable.ReqBodyError, "REQBODY_ERROR"),
        Scalar(Variable.ReqBodyError, "REQBODY_PROCESSOR_ERROR"),
        Scalar(Variable.ReqBodyErrorMsg, "REQBODY_ERROR_MSG"),
        Scalar(Variable.ReqBodyErrorMsg, "REQBODY_PROCESSOR_ERROR_MSG"),
        Scalar(Variable.ReqBodyProcessor, "REQBODY_PROCESSOR"),
        StableScalar(Variable.RequestBasename, "REQUEST_BASENAME"),
        StableScalar(Variable.RequestBody, "REQUEST_BODY"),
        Scalar(Variable.RequestBodyLength, "REQUEST_BODY_LENGTH"),
        StableCollection(Variable.RequestCookies, "REQUEST_COOKIES"),
        StableCollection(Variable.RequestCookiesNames, "REQUEST_COOKIES_NAMES"),
        StableScalar(Variable.RequestFilename, "REQUEST_FILENAME"),
        StableCollection(Variable.RequestHeaders, "REQUEST_HEADERS"),
        StableCollection(Variable.RequestHeadersNames, "REQUEST_HEADERS_NAMES"),
        StableScalar(Variable.RequestLine, "REQUEST_LINE"),
        StableScalar(Variable.RequestMethod, "REQUEST_METHOD"),
        StableScalar(Variable.RequestProtocol, "REQUEST_PROTOCOL"),
        StableScalar(Variable.RequestUri, "REQUEST_URI"),
        StableScalar(Variable.RequestUriRaw, "REQUEST_URI_RAW"),
        Collection(Variable.Resource, "RESOURCE"),
        StableScalar(Variable.ResponseBody, "RESPONSE_BODY"),
        Scalar(Variable.ResponseContentLength, "RESPONSE_CONTENT_LENGTH"),
        Scalar(Variable.ResponseContentType, "RESPONSE_CONTENT_TYPE"),
        StableCollection(Variable.ResponseHeaders, "RESPONSE_HEADERS"),
        StableCollection(Variable.ResponseHeadersNames, "RESPONSE_HEADERS_NAMES"),
        Scalar(Variable.ResponseProtocol, "RESPONSE_PROTOCOL"),
        Scalar(Variable.ResponseStatus, "RESPONSE_STATUS"),
        Collection(Variable.Rule, "RULE"),
        Scalar(Variable.ServerAddr, "SERVER_ADDR"),
        Scalar(Variable.ServerName, "SERVER_NAME"),
        Scalar(Variable.ServerPort, "SERVER_PORT"),
        Collection(Variable.Session, "SESSION"),
        Scalar(Variable.SessionId, "SESSIONID"),
        Scalar(Variable.StatusLine, "STATUS_LINE"),
        Scalar(Variable.Time, "TIME"),
        Scalar(Variable.TimeDay, "TIME_DAY"),
        Scalar(Variable.TimeEpoch, "TIME_EPOCH"),
        Scalar(Variable.TimeHour, "TIME_HOUR"),
        Scalar(Variable.TimeMin, "TIME_MIN"),
        Scalar(Variable.TimeMon, "TIME_MON"),
        Scalar(Variable.TimeSec, "TIME_SEC"),
        Scalar(Variable.TimeWday, "TIME_WDAY"),
        Scalar(Variable.TimeYear, "TIME_YEAR"),
        Collection(Variable.Tx, "TX"),
        Scalar(Variable.UniqueId, "UNIQUE_ID"),
        Scalar(Variable.UrlEncodedError, "URLENCODED_ERROR"),
        Collection(Variable.User, "USER"),
        Scalar(Variable.UserId, "USERID"),
        Scalar(Variable.WebAppId, "WEBAPPID"),
        Collection(Variable.WebServerErrorLog, "WEBSERVER_ERROR_LOG"),
        StableCollection(Variable.Xml, "XML"),
    ];

    private static VariableDefinition Scalar(Variable variable, string name) => new(variable, name, IsCollection: false, IsStable: false);

    private static VariableDefinition StableScalar(Variable variable, string name) => new(variable, name, IsCollection: false, IsStable: true);

    private static VariableDefinition Collection(Variable variable, string name) => new(variable, name, IsCollection: true, IsStable: false);

    private static VariableDefinition StableCollection(Variable variable, string name) => new(variable, name, IsCollection: true, IsStable: true);
}
