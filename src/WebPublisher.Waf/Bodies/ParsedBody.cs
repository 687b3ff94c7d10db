using System.Runtime.InteropServices;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// What was found in the query and the body of a request, for one transaction after the other. Texts lie in the transaction's <see cref="TextArena"/>;
/// spans are valid until more is read or <see cref="Reset"/>.
/// </summary>
public sealed class ParsedBody
{
    private readonly List<NamedText> _queryArguments = [];
    private readonly List<NamedText> _arguments = [];
    private readonly List<MultipartFile> _files = [];
    private readonly List<NamedText> _partHeaders = [];

    /// <summary><c>ARGS_GET</c>.</summary>
    public ReadOnlySpan<NamedText> QueryArguments => CollectionsMarshal.AsSpan(_queryArguments);

    /// <summary>Arguments of the body. In <c>ARGS</c> they stand after those of the query.</summary>
    public ReadOnlySpan<NamedText> Arguments => CollectionsMarshal.AsSpan(_arguments);

    /// <summary><c>ARGS_POST</c>: arguments of the body if it is a form. To mod_security2, JSON gives <c>ARGS</c> only.</summary>
    public ReadOnlySpan<NamedText> PostArguments => IsJson ? default : Arguments;

    /// <summary>Whether an argument has a percent sign that no two hexadecimal digits follow: <c>URLENCODED_ERROR</c>.</summary>
    public bool HasInvalidEncoding { get; internal set; }

    /// <summary>Whether the body was, at least in part, not understood: <c>REQBODY_ERROR</c> and <c>REQBODY_PROCESSOR_ERROR</c>.</summary>
    public bool HasError => Error is not null;

    /// <summary>Why: <c>REQBODY_ERROR_MSG</c> and <c>REQBODY_PROCESSOR_ERROR_MSG</c>; constant texts without anything the client sent. Null without error.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the body goes beyond <see cref="BodyLimits.NoFilesLength"/>; it is an error too. ModSecurity's <c>INBOUND_DATA_ERROR</c>.</summary>
    public bool IsTooLong { get; internal set; }

    /// <summary>Whether the body is read as JSON.</summary>
    public bool IsJson { get; internal set; }

    /// <summary>Whether there is a multipart body; the flaws then say what is odd about it.</summary>
    public bool IsMultipart { get; internal set; }

    /// <summary>What is odd about a multipart body.</summary>
    public MultipartFlaws Flaws { get; internal set; }

    /// <summary><c>FILES</c>, <c>FILES_NAMES</c> and <c>FILES_SIZES</c>.</summary>
    public ReadOnlySpan<MultipartFile> Files => CollectionsMarshal.AsSpan(_files);

    /// <summary><c>FILES_COMBINED_SIZE</c>, in bytes.</summary>
    public long CombinedFileSize { get; private set; }

    /// <summary><c>MULTIPART_PART_HEADERS</c>: each header line, unfolded, under the name of its part.</summary>
    public ReadOnlySpan<NamedText> PartHeaders => CollectionsMarshal.AsSpan(_partHeaders);

    /// <summary><c>MULTIPART_NAME</c>: the last name that was read.</summary>
    public ByteText MultipartName { get; internal set; }

    /// <summary><c>MULTIPART_FILENAME</c>: the last file name that was read.</summary>
    public ByteText MultipartFileName { get; internal set; }

    /// <summary>What <c>XML</c> looks into; empty where there is no XML body or it is malformed.</summary>
    public XmlContent Xml { get; } = new();

    /// <summary><c>REQUEST_BODY</c>: all of a <see cref="BodyProcessor.UrlEncoded"/> body, or of another where rules force it.</summary>
    public ByteText Raw { get; internal set; }

    /// <summary><c>REQUEST_BODY_LENGTH</c>, in bytes.</summary>
    public long Length { get; internal set; }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _queryArguments.Clear();
        _arguments.Clear();
        _files.Clear();
        _partHeaders.Clear();
        HasInvalidEncoding = false;
        Error = null;
        IsTooLong = false;
        IsJson = false;
        IsMultipart = false;
        Flaws = MultipartFlaws.None;
        CombinedFileSize = 0;
        MultipartName = default;
        MultipartFileName = default;
        Xml.Reset();
        Raw = default;
        Length = 0;
    }

    /// <summary>Keeps the first error; what comes later follows from it.</summary>
    internal void Fail(string error) => Error ??= error;

    internal bool AddQueryArgument(NamedText argument, BodyLimits limits) => Add(_queryArguments, argument, limits);

    internal bool AddArgument(NamedText argument, BodyLimits limits) => Add(_arguments, argument, limits);

    internal void AddFile(MultipartFile file)
    {
        _files.Add(file);
        CombinedFileSize += file.Size;
    }

    internal void AddPartHeader(NamedText header) => _partHeaders.Add(header);

    private bool Add(List<NamedText> list, NamedText argument, BodyLimits limits)
    {
        if (_queryArguments.Count + _arguments.Count >= limits.Arguments)
        {
            Fail("The request has more arguments than are looked into");
            return false;
        }

        list.Add(argument);
        return true;
    }
}
