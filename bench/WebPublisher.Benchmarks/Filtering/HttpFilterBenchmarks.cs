using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Benchmarks.Filtering;

/// <summary>What a filter costs a request: the published baseline, one with signatures on URL and fields, and a body of 64 KiB.</summary>
[MemoryDiagnoser]
public class HttpFilterBenchmarks
{
    private static readonly HttpFilterPolicy s_baseline = new() { Methods = new(["GET", "HEAD", "POST"], []), BlockHighBit = true };

    private readonly HttpFilterPolicy _signed = s_baseline with
    {
        Url = Set(SignaturePlace.Url, "<script", "union select", "xp_cmdshell", "/etc/passwd"),
        RequestHeaders = [new FieldSignatures("User-Agent", Set(SignaturePlace.RequestHeaders, "sqlmap", "nikto"))],
    };

    private readonly SignatureSet _body = Set(SignaturePlace.RequestBody, "<script", "union select", "xp_cmdshell", "/etc/passwd");
    private readonly byte[] _text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 1500)))[..65536];
    private readonly byte[] _markup = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<scrip<p></p><u>union selec/etc/passw", 2000)))[..65536];
    private HttpRequest _request = null!;
    private CanonicalTarget _target = null!;

    [GlobalSetup]
    public void Read()
    {
        const string Path = "/owa/auth/15.1.2507/themes/resources/logon.css";
        _target = new CanonicalTarget("mail.nwtraders.com", Port: null, Path, Path, "?_task=mail&_mbox=INBOX%2FSent&_page=2");
        _request = new DefaultHttpContext().Request;
        _request.Headers.UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        _request.Headers.Accept = "text/css,*/*;q=0.1";
        _request.Headers.Cookie = "sessid=0123456789abcdef";
    }

    [Benchmark(Baseline = true)]
    public Denial? Published() => HttpFilter.JudgeTarget(s_baseline, "GET", _target) ?? HttpFilter.JudgeHeader(s_baseline, _request);

    [Benchmark]
    public Denial? Signatures() => HttpFilter.JudgeTarget(_signed, "GET", _target) ?? HttpFilter.JudgeHeader(_signed, _request);

    [Benchmark]
    public Signature? BodyOfText() => _body.Find(_text);

    [Benchmark]
    public Signature? BodyMadeToBeSlow() => _body.Find(_markup);

    private static SignatureSet Set(SignaturePlace place, params string[] texts) =>
        SignatureSet.Of(texts.Select(text => new Signature { Name = text, Place = place, Bytes = [.. Encoding.ASCII.GetBytes(text)], To = 65536 }))!;
}
