using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Publisher;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Bodies of any length pass whole, both ways at once, and cost the publisher no memory: who does not take holds up who sends.</summary>
[Collection(Measuring.Collection)]
public sealed class LargeBodiesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string InnerName = "owa-fe.internal.test";
    private const long MiB = 1024 * 1024;

    // Room for the runtime's heaps; what is under way is some hundred KiB in each direction.
    private const long Bound = 64 * MiB;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Edge _edge = new("large-bodies");
    private readonly TestAuthority _inner = new("Inner test CA");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        _inner.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public Task A_hundred_and_fifty_megabytes_pass_both_ways_in_flat_memory(string version) => PassAsync(version, 150 * MiB);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public Task Two_gigabytes_pass_both_ways_in_flat_memory(string version) => PassAsync(version, 2048 * MiB);

    private async Task PassAsync(string version, long size)
    {
        await using var frontEnd = await InnerFrontEnd.StartAsync(_inner, InnerName, AnswerAsync);
        _edge.WriteBeside("inner-ca.pem", _inner.Certificate.ExportCertificatePem());
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: inner-ca.pem }
            frontEnds:
              webmail: { servers: ["127.0.0.1:{{frontEnd.Port}}"], certificate: { trustedRoots: [inner], name: {{InnerName}} } }
            publishingRules:
              - { name: Webmail rule, action: publish, to: webmail, maxRequestBody: none }
            """));
        using var client = _edge.CreateClient(Version.Parse(version));
        client.Timeout = TimeSpan.FromMinutes(5);
        await UploadAsync(client, 10 * MiB);
        await DownloadAsync(client, 10 * MiB);
        var before = _edge.Process.ResidentBytes;

        var transfers = Task.WhenAll(UploadAsync(client, size), DownloadAsync(client, size));
        var highest = before;
        while (!transfers.IsCompleted)
        {
            highest = Math.Max(highest, _edge.Process.ResidentBytes);
            await Task.WhenAny(transfers, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await transfers;
        output.WriteLine($"HTTP/{version}, {size / MiB} MiB: {before / MiB} MiB before, {highest / MiB} MiB at most");
        Assert.True(highest - before < Bound, $"memory grew from {before / MiB} to {highest / MiB} MiB");
    }

    private static async Task UploadAsync(HttpClient client, long size)
    {
        using var content = new StreamContent(new PatternStream(size), bufferSize: 64 * 1024);
        using var answer = await client.PostAsync(new Uri("/upload", UriKind.Relative), content);
        Assert.Equal($"{size} {await HashAsync(new PatternStream(size), pause: false)}", await answer.Content.ReadAsStringAsync());
    }

    private static async Task DownloadAsync(HttpClient client, long size)
    {
        using var answer = await client.GetAsync(new Uri($"/download?{size}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, size), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Equal(await HashAsync(new PatternStream(size), pause: false), await HashAsync(await answer.Content.ReadAsStreamAsync(), pause: true));
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var hash = await HashAsync(http.Request.Body, pause: true);
            await http.Response.WriteAsync($"{http.Request.ContentLength} {hash}");
            return;
        }

        var size = long.Parse(http.Request.QueryString.Value![1..], CultureInfo.InvariantCulture);
        http.Response.ContentLength = size;
        await new PatternStream(size).CopyToAsync(http.Response.Body, 64 * 1024);
    }

    private static async Task<string> HashAsync(Stream stream, bool pause)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (var total = 0L; await stream.ReadAsync(buffer) is var read and > 0; total += read)
        {
            hash.AppendData(buffer, 0, read);
            if (pause && total / MiB == 0 && (total + read) / MiB == 1)
            {
                await Task.Delay(s_pause, TimeProvider.System);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
