using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Reads variables of one value that change while a transaction lasts, or that hardly a rule asks for.</summary>
internal sealed class ScalarValues(Evaluator evaluation)
{
    private static readonly ByteText Zero = ByteText.FromString("0");
    private static readonly ByteText One = ByteText.FromString("1");
    private static readonly ByteText Build = ByteText.FromString("0209070");

    /// <summary>Reads a variable; false where there is nothing to read.</summary>
    public bool TryRead(Variable variable, out ByteText value)
    {
        var facts = evaluation.Facts;
        var parsed = evaluation.Body.Parsed;
        switch (variable)
        {
            case Variable.MatchedVar:
                value = evaluation.Matched.LastValue;
                return true;
            case Variable.MatchedVarName:
                value = evaluation.Matched.LastName;
                return true;
            case Variable.ReqBodyProcessor:
                value = evaluation.ProcessorName;
                return true;
            case Variable.ReqBodyError:
                value = Flag(parsed.HasError);
                return true;
            case Variable.ReqBodyErrorMsg:
                value = parsed.Error is { } error ? evaluation.Arena.Add(error) : ByteText.Empty;
                return true;
            case Variable.UrlEncodedError:
                value = Flag(parsed.HasInvalidEncoding);
                return true;
            case Variable.InboundDataError:
                value = Flag(evaluation.IsRequestBodyCut || parsed.IsTooLong);
                return true;
            case Variable.OutboundDataError:
                value = Flag(evaluation.IsResponseBodyCut);
                return true;
            case Variable.RequestBodyLength:
                value = Number(parsed.Length);
                return true;
            case Variable.ArgsCombinedSize:
                value = Number(Size(parsed.QueryArguments) + Size(parsed.Arguments));
                return true;
            case Variable.FilesCombinedSize:
                value = Number(parsed.CombinedFileSize);
                return true;
            case Variable.ResponseStatus:
                value = Number(facts.Status);
                return true;
            case Variable.ResponseProtocol:
                value = facts.ResponseProtocol;
                return true;
            case Variable.ResponseContentType:
                return TransactionFacts.TryFind(facts.ResponseHeaders, "Content-Type", out value);
            case Variable.ResponseContentLength:
                return TransactionFacts.TryFind(facts.ResponseHeaders, "Content-Length", out value);
            case Variable.StatusLine:
                value = Number(facts.Status);
                return facts.Status != 0;
            default:
                return TryReadOther(variable, out value);
        }
    }

    private bool TryReadOther(Variable variable, out ByteText value)
    {
        var facts = evaluation.Facts;
        switch (variable)
        {
            case Variable.HighestSeverity:
                value = Number(evaluation.HighestSeverity);
                return true;
            case Variable.UniqueId:
                value = evaluation.Arena.Add(evaluation.UniqueId);
                return true;
            case Variable.RemotePort:
                value = Number(facts.ClientPort);
                return true;
            case Variable.ServerPort:
                value = Number(facts.ServerPort);
                return true;
            case Variable.ServerAddr:
                value = evaluation.Arena.Add(facts.Server?.ToString() ?? "");
                return facts.Server is not null;
            case Variable.ServerName:
                return TryReadServerName(out value);
            case Variable.WebAppId:
                value = evaluation.Arena.Add(evaluation.Program.Settings.WebApplicationId);
                return true;
            case Variable.SessionId:
                value = evaluation.Collections.KeyOf(Variable.Session);
                return true;
            case Variable.UserId:
                value = evaluation.Collections.KeyOf(Variable.User);
                return true;
            case Variable.ModSecBuild:
                value = Build;
                return true;
            case Variable.FullRequest or Variable.FullRequestLength:
                value = FullRequest();
                value = variable == Variable.FullRequest ? value : Number(value.Length);
                return true;
            case Variable.MultipartName:
                value = evaluation.Body.Parsed.MultipartName;
                return evaluation.Body.Parsed.IsMultipart;
            case Variable.MultipartFileName:
                value = evaluation.Body.Parsed.MultipartFileName;
                return evaluation.Body.Parsed.IsMultipart;
            default:
                return TryReadFlaw(variable, out value) || evaluation.Clock.TryRead(variable, evaluation.Arena, out value);
        }
    }

    private bool TryReadFlaw(Variable variable, out ByteText value)
    {
        var flaws = evaluation.Body.Parsed.Flaws;
        bool? flag = variable switch
        {
            Variable.MultipartBoundaryQuoted => flaws.HasFlag(MultipartFlaws.BoundaryQuoted),
            Variable.MultipartBoundaryWhitespace => flaws.HasFlag(MultipartFlaws.BoundaryWhitespace),
            Variable.MultipartCrlfLfLines => flaws.HasFlag(MultipartFlaws.MixedLines),
            Variable.MultipartCrlfLine => flaws.HasFlag(MultipartFlaws.CrlfLine),
            Variable.MultipartDataAfter => flaws.HasFlag(MultipartFlaws.DataAfter),
            Variable.MultipartDataBefore => flaws.HasFlag(MultipartFlaws.DataBefore),
            Variable.MultipartFileLimitExceeded => flaws.HasFlag(MultipartFlaws.FileLimitExceeded),
            Variable.MultipartHeaderFolding => flaws.HasFlag(MultipartFlaws.HeaderFolding),
            Variable.MultipartInvalidHeaderFolding => flaws.HasFlag(MultipartFlaws.InvalidHeaderFolding),
            Variable.MultipartInvalidPart => flaws.HasFlag(MultipartFlaws.InvalidPart),
            Variable.MultipartInvalidQuoting => flaws.HasFlag(MultipartFlaws.InvalidQuoting),
            Variable.MultipartLfLine => flaws.HasFlag(MultipartFlaws.LfLine),
            Variable.MultipartMissingSemicolon => flaws.HasFlag(MultipartFlaws.MissingSemicolon),
            Variable.MultipartStrictError => (flaws & MultipartFlaws.Strict) != MultipartFlaws.None,
            Variable.MultipartUnmatchedBoundary => flaws.HasFlag(MultipartFlaws.UnmatchedBoundary),
            _ => null,
        };
        value = Flag(flag == true);
        return flag is not null;
    }

    private bool TryReadServerName(out ByteText value)
    {
        if (!TransactionFacts.TryFind(evaluation.Facts.RequestHeaders, "Host", out value))
        {
            return false;
        }

        // The port follows the last colon, unless that stands within the brackets of an IPv6 address.
        var colon = value.Span.LastIndexOf(':');
        value = colon > value.Span.LastIndexOf(']') ? value.Slice(0, colon) : value;
        return true;
    }

    private ByteText FullRequest()
    {
        var facts = evaluation.Facts;
        var length = facts.Line.Length + 4 + evaluation.Body.Parsed.Raw.Length;
        foreach (var header in facts.RequestHeaders)
        {
            length += header.Name.Length + header.Value.Length + 4;
        }

        var room = evaluation.Arena.Reserve(length);
        var used = Write(room, 0, facts.Line.Span, "\r\n");
        foreach (var header in facts.RequestHeaders)
        {
            used = Write(room, used, header.Name.Span, ": ");
            used = Write(room, used, header.Value.Span, "\r\n");
        }

        used = Write(room, used, "\r\n", evaluation.Body.Parsed.Raw.Span);
        return evaluation.Arena.Commit(used);
    }

    private static int Write(Span<char> room, int used, ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        first.CopyTo(room[used..]);
        second.CopyTo(room[(used + first.Length)..]);
        return used + first.Length + second.Length;
    }

    private static long Size(ReadOnlySpan<NamedText> arguments)
    {
        long size = 0;
        foreach (var argument in arguments)
        {
            size += argument.Name.Length + argument.Value.Length;
        }

        return size;
    }

    private static ByteText Flag(bool value) => value ? One : Zero;

    private ByteText Number(long value) => value switch
    {
        0 => Zero,
        1 => One,
        _ => evaluation.Arena.AddNumber(value),
    };
}
