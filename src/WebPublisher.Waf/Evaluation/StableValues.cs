using System.Runtime.InteropServices;
using System.Xml.XPath;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Fills the members of stable variables when a rule first asks for them, and adds what came since in later phases.</summary>
internal sealed class StableValues
{
    private readonly TransactionFacts _facts;
    private readonly RequestBody _body;
    private readonly CookieList _cookies;
    private readonly TextGraph _graph;
    private readonly TextArena _arena;
    private readonly MemberTable[] _tables = new MemberTable[VariableTable.Count];
    private readonly List<Variable> _used = [];
    private readonly List<ByteText> _selected = [];
    private readonly MemberTable _bodyArguments = new();
    private readonly MemberTable _bodyNames = new();
    private int _takenFromGet;
    private int _takenFromBody;
    private int _namesFromGet;
    private int _namesFromBody;

    public StableValues(TransactionFacts facts, RequestBody body, CookieList cookies, TextGraph graph, TextArena arena)
    {
        _facts = facts;
        _body = body;
        _cookies = cookies;
        _graph = graph;
        _arena = arena;
        for (var i = 0; i < _tables.Length; i++)
        {
            _tables[i] = new MemberTable();
        }
    }

    /// <summary>The members of a variable, up to date.</summary>
    public MemberTable Of(Variable variable, int tick)
    {
        var table = _tables[(int)variable];
        if (table.Tick == tick)
        {
            return table;
        }

        if (table.Tick == 0)
        {
            _used.Add(variable);
        }

        table.Tick = tick;
        Fill(variable, table, tick);
        return table;
    }

    /// <summary>What an XPath expression selects, anew.</summary>
    public void Select(XPathExpression expression, MemberTable into)
    {
        into.Reset();
        _selected.Clear();
        _body.Parsed.Xml.Select(expression, _arena, _selected);
        foreach (var text in _selected)
        {
            into.Add(ByteText.Empty, _graph.Add(text));
        }
    }

    /// <summary><c>XML:/*</c>, <c>XML://@*</c> and <c>XML</c>.</summary>
    public void SelectXml(Selector? selector, MemberTable into)
    {
        var xml = _body.Parsed.Xml;
        if (!xml.IsPresent || into.Count > 0)
        {
            return;
        }

        if (selector is null)
        {
            into.Add(ByteText.Empty, _graph.Add(_arena.Add("[XML document tree]")));
        }
        else if (selector.Text == "/*")
        {
            into.Add(ByteText.Empty, _graph.Add(xml.Text));
        }
        else
        {
            foreach (var value in xml.AttributeValues)
            {
                into.Add(ByteText.Empty, _graph.Add(value));
            }
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        foreach (var variable in _used)
        {
            _tables[(int)variable].Reset();
        }

        _used.Clear();
        _bodyArguments.Reset();
        _bodyNames.Reset();
        _takenFromGet = _takenFromBody = _namesFromGet = _namesFromBody = 0;
    }

    private void Fill(Variable variable, MemberTable table, int tick)
    {
        switch (variable)
        {
            case Variable.Args:
                Append(table, Of(Variable.ArgsGet, tick), ref _takenFromGet);
                AddValues(_bodyArguments, _body.Parsed.Arguments);
                Append(table, _bodyArguments, ref _takenFromBody);
                break;
            case Variable.ArgsNames:
                Append(table, Of(Variable.ArgsGetNames, tick), ref _namesFromGet);
                AddNames(_bodyNames, _body.Parsed.Arguments);
                Append(table, _bodyNames, ref _namesFromBody);
                break;
            case Variable.ArgsGet:
                AddValues(table, _body.Parsed.QueryArguments);
                break;
            case Variable.ArgsGetNames:
                AddNames(table, _body.Parsed.QueryArguments);
                break;
            case Variable.ArgsPost:
                AddValues(_bodyArguments, _body.Parsed.Arguments);
                AppendForm(table, _bodyArguments);
                break;
            case Variable.ArgsPostNames:
                AddNames(_bodyNames, _body.Parsed.Arguments);
                AppendForm(table, _bodyNames);
                break;
            case Variable.RequestCookies:
                AddValues(table, _cookies.Cookies);
                break;
            case Variable.RequestCookiesNames:
                AddNames(table, _cookies.Cookies);
                break;
            case Variable.RequestHeaders:
                AddValues(table, CollectionsMarshal.AsSpan(_facts.RequestHeaders));
                break;
            case Variable.RequestHeadersNames:
                AddNames(table, CollectionsMarshal.AsSpan(_facts.RequestHeaders));
                break;
            case Variable.ResponseHeaders:
                AddValues(table, CollectionsMarshal.AsSpan(_facts.ResponseHeaders));
                break;
            case Variable.ResponseHeadersNames:
                AddNames(table, CollectionsMarshal.AsSpan(_facts.ResponseHeaders));
                break;
            case Variable.MultipartPartHeaders:
                AddValues(table, _body.Parsed.PartHeaders);
                break;
            case Variable.Files:
                AddFiles(table, isNames: false);
                break;
            case Variable.FilesNames:
                AddFiles(table, isNames: true);
                break;
            default:
                FillScalar(variable, table, tick);
                break;
        }
    }

    private void FillScalar(Variable variable, MemberTable table, int tick)
    {
        if (table.Count > 0)
        {
            return;
        }

        // What was found out about a value holds for another one at the same place.
        Variable? alike = variable switch
        {
            Variable.RequestUri when _facts.Uri.IsSamePlace(_facts.RawTarget) => Variable.RequestUriRaw,
            Variable.RequestUriDecoded when _facts.DecodedUri.IsSamePlace(_facts.Uri) => Variable.RequestUri,
            Variable.RequestFilename when _facts.Path.IsSamePlace(_facts.Uri) => Variable.RequestUri,
            Variable.RequestFilenameDecoded when _facts.DecodedPath.IsSamePlace(_facts.Path) => Variable.RequestFilename,
            Variable.RequestBasenameDecoded when _facts.DecodedPath.IsSamePlace(_facts.Path) => Variable.RequestBasename,
            _ => null,
        };
        if (alike is { } other)
        {
            table.Add(ByteText.Empty, Of(other, tick).Node(0));
            return;
        }

        var (isThere, value) = variable switch
        {
            Variable.QueryString => (_facts.HasQuery, _facts.Query),
            Variable.RemoteAddr or Variable.RemoteHost => (true, Address(_facts.Client)),
            Variable.RequestBasename => (true, Basename(_facts.Path)),
            Variable.RequestBasenameDecoded => (true, Basename(_facts.DecodedPath)),
            Variable.RequestBody => (_facts.HasRequestBody, _body.Parsed.Raw),
            Variable.RequestFilename => (true, _facts.Path),
            Variable.RequestFilenameDecoded => (true, _facts.DecodedPath),
            Variable.RequestLine => (true, _facts.Line),
            Variable.RequestMethod => (true, _facts.Method),
            Variable.RequestProtocol => (true, _facts.Protocol),
            Variable.RequestUri => (true, _facts.Uri),
            Variable.RequestUriDecoded => (true, _facts.DecodedUri),
            Variable.RequestUriRaw => (true, _facts.RawTarget),
            Variable.ResponseBody => (_facts.HasResponseBody, _facts.ResponseBody),
            _ => default,
        };
        if (isThere)
        {
            table.Add(ByteText.Empty, _graph.Add(value));
        }
    }

    private ByteText Address(System.Net.IPAddress? address)
    {
        const int LongestAddress = 65;
        if (address is null)
        {
            return ByteText.Empty;
        }

        address.TryFormat(_arena.Reserve(LongestAddress), out var length);
        return _arena.Commit(length);
    }

    // What follows the last slash or backslash.
    private static ByteText Basename(ByteText path)
    {
        var slash = path.Span.LastIndexOfAny('/', '\\');
        return slash < 0 ? path : path.Slice(slash + 1, path.Length - slash - 1);
    }

    // To mod_security2, JSON gives ARGS and no ARGS_POST.
    private void AppendForm(MemberTable table, MemberTable arguments)
    {
        var taken = _body.Parsed.IsJson ? arguments.Count : table.Count;
        Append(table, arguments, ref taken);
    }

    private static void Append(MemberTable table, MemberTable from, ref int taken)
    {
        for (; taken < from.Count; taken++)
        {
            table.Add(from.Name(taken), from.Node(taken));
        }
    }

    private void AddValues(MemberTable table, ReadOnlySpan<NamedText> members)
    {
        for (var i = table.Count; i < members.Length; i++)
        {
            table.Add(members[i].Name, _graph.Add(members[i].Value));
        }
    }

    private void AddNames(MemberTable table, ReadOnlySpan<NamedText> members)
    {
        for (var i = table.Count; i < members.Length; i++)
        {
            table.Add(members[i].Name, _graph.Add(members[i].Name));
        }
    }

    private void AddFiles(MemberTable table, bool isNames)
    {
        var files = _body.Parsed.Files;
        for (var i = table.Count; i < files.Length; i++)
        {
            table.Add(files[i].Name, _graph.Add(isNames ? files[i].Name : files[i].FileName));
        }
    }
}
