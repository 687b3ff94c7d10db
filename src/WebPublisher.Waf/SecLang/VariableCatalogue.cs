using System.Collections.Frozen;

namespace WebPublisher.Waf.SecLang;

/// <summary>The variables of mod_security2 2.9 and what may be written of each (its reference manual, section Variables).</summary>
internal static class VariableCatalogue
{
    private static readonly FrozenDictionary<string, VariableKind> s_kinds = Kinds();

    /// <summary>All names, in upper case.</summary>
    public static IEnumerable<string> Names => s_kinds.Keys;

    /// <summary>What may be written of a variable, or null where there is none of that name.</summary>
    /// <param name="name">The name in upper case.</param>
    public static VariableKind? Find(string name) => s_kinds.TryGetValue(name, out var kind) ? kind : null;

    private static FrozenDictionary<string, VariableKind> Kinds()
    {
        Dictionary<string, VariableKind> kinds = new(StringComparer.Ordinal);
        Add(VariableKind.Collection, """
            ARGS ARGS_GET ARGS_GET_NAMES ARGS_NAMES ARGS_POST ARGS_POST_NAMES ENV FILES FILES_SIZES FILES_TMPNAMES FILES_TMP_CONTENT GEO MATCHED_VARS MATCHED_VARS_NAMES
            MULTIPART_PART_HEADERS PERF_RULES REQUEST_BODY REQUEST_COOKIES REQUEST_COOKIES_NAMES REQUEST_HEADERS REQUEST_HEADERS_NAMES RESPONSE_HEADERS RESPONSE_HEADERS_NAMES
            """);
        Add(VariableKind.SelectedOnly, "GLOBAL IP RESOURCE SESSION TX USER");
        Add(VariableKind.Named, "RULE");
        Add(VariableKind.Document, "XML");
        Add(VariableKind.Countable, "ARGS_COMBINED_SIZE FILES_COMBINED_SIZE FILES_NAMES WEBSERVER_ERROR_LOG");
        Add(VariableKind.Single, """
            AUTH_TYPE DURATION FULL_REQUEST FULL_REQUEST_LENGTH HIGHEST_SEVERITY INBOUND_DATA_ERROR MATCHED_VAR MATCHED_VAR_NAME MODSEC_BUILD MULTIPART_BOUNDARY_QUOTED
            MULTIPART_BOUNDARY_WHITESPACE MULTIPART_CRLF_LF_LINES MULTIPART_CRLF_LINE MULTIPART_DATA_AFTER MULTIPART_DATA_BEFORE MULTIPART_FILENAME MULTIPART_FILE_LIMIT_EXCEEDED
            MULTIPART_HEADER_FOLDING MULTIPART_INVALID_HEADER_FOLDING MULTIPART_INVALID_PART MULTIPART_INVALID_QUOTING MULTIPART_LF_LINE MULTIPART_MISSING_SEMICOLON MULTIPART_NAME
            MULTIPART_STRICT_ERROR MULTIPART_UNMATCHED_BOUNDARY OUTBOUND_DATA_ERROR PATH_INFO PERF_ALL PERF_COMBINED PERF_GC PERF_LOGGING PERF_PHASE1 PERF_PHASE2 PERF_PHASE3
            PERF_PHASE4 PERF_PHASE5 PERF_SREAD PERF_SWRITE QUERY_STRING REMOTE_ADDR REMOTE_HOST REMOTE_PORT REMOTE_USER REQBODY_ERROR REQBODY_ERROR_MSG REQBODY_PROCESSOR
            REQBODY_PROCESSOR_ERROR REQBODY_PROCESSOR_ERROR_MSG REQUEST_BASENAME REQUEST_BODY_LENGTH REQUEST_FILENAME REQUEST_LINE REQUEST_METHOD REQUEST_PROTOCOL REQUEST_URI
            REQUEST_URI_RAW RESPONSE_BODY RESPONSE_CONTENT_LENGTH RESPONSE_CONTENT_TYPE RESPONSE_PROTOCOL RESPONSE_STATUS SCRIPT_BASENAME SCRIPT_FILENAME SCRIPT_GID
            SCRIPT_GROUPNAME SCRIPT_MODE SCRIPT_UID SCRIPT_USERNAME SDBM_DELETE_ERROR SERVER_ADDR SERVER_NAME SERVER_PORT SESSIONID STATUS_LINE STREAM_INPUT_BODY
            STREAM_OUTPUT_BODY TIME TIME_DAY TIME_EPOCH TIME_HOUR TIME_MIN TIME_MON TIME_SEC TIME_WDAY TIME_YEAR UNIQUE_ID URLENCODED_ERROR USERAGENT_IP USERID WEBAPPID
            """);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(VariableKind kind, string names)
        {
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                kinds.Add(name, kind);
            }
        }
    }
}
