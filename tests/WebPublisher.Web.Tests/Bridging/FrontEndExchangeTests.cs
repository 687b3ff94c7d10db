using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndExchangeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nX-A: 1\r\n X-Injected: 1\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nX-A: 1\0\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 999 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task An_answer_with_two_meanings_is_no_answer(string answer)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
    }

    [Fact]
    public async Task One_connection_carries_one_request_after_the_other()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        for (var i = 0; i < 5; i++)
        {
            await published.GetRecordAsync();
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello")]
    public async Task A_connection_that_is_not_clean_after_the_answer_carries_no_further_request(string answer)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(answer);
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal("hello", await published.GetAsync());
            await UntilAsync(() => published.Records.Count == i);
            Assert.Equal(i, frontEnd.Connections);
        }
    }

    [Fact]
    public async Task What_a_server_says_unasked_answers_nobody()
    {
        var (asked, said) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            await asked.WaitAsync(connection.Stop);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON");
            said.Release();
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: new ManualTimeProvider());
        await published.GetRecordAsync();
        asked.Release();
        await said.WaitAsync(s_patience);
        Assert.Equal("hello", await published.GetAsync());
        Assert.Equal(2, frontEnd.Connections);
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("PROPFIND", 2)]
    [InlineData("POST", 1)]
    [InlineData("LOCK", 1)]
    public async Task A_request_that_meets_a_kept_connection_as_it_is_closed_is_repeated_when_that_is_safe(string method, int connections)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            // Answers one request of each connection and closes on the second as it arrives.
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            await connection.ReadHeaderAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        await published.GetRecordAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");
        using var response = await published.Client.SendAsync(request);
        Assert.Equal(connections == 2 ? "hello" : nameof(DenialReason.FrontEndInvalidResponse), await response.Content.ReadAsStringAsync());
        Assert.Equal(connections, frontEnd.Connections);
    }

    [Fact]
    public async Task A_new_connection_that_ends_without_an_answer_is_not_tried_again()
    {
        await using var frontEnd = RawFrontEnd.Serving(connection => connection.ReadHeaderAsync());
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
        Assert.Equal(1, frontEnd.Connections);
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200)]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nETag: \"1\"\r\n\r\n", 304)]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("GET", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", 205)]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200)]
    public async Task An_answer_without_a_body_ends_with_its_header(string method, string answer, int status)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(answer);
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        for (var i = 1; i <= 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/");
            using var response = await published.Client.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
            await UntilAsync(() => published.Records.Count == i);
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task Interim_responses_are_passed_over_but_not_without_end()
    {
        var interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        var count = 3;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"{string.Concat(Enumerable.Repeat(interim, count))}HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal("hello", await published.GetAsync());
        count = 100;
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task A_body_without_a_length_ends_with_its_connection(string header)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"{header}all of it");
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal("all of it", await published.GetAsync());
        Assert.Equal("all of it", await published.GetAsync());
        Assert.Equal(2, frontEnd.Connections);
    }

    [Fact]
    public async Task The_header_of_a_stream_does_not_wait_for_its_first_bytes()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            await seen.Task.WaitAsync(connection.Stop);
            await connection.WriteAsync("5\r\nhello\r\n0\r\n\r\n");
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var response = await published.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        seen.SetResult();
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thirty_megabytes_pass_both_ways(bool hasLength)
    {
        const int Size = 30 << 20;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var header = await connection.ReadHeaderAsync();
            Assert.Equal(hasLength, header!.Contains($"\r\nContent-Length: {Size}\r\n", StringComparison.Ordinal));

            // The bytes as they come: a chunked body goes back in the chunks it was sent in. Nothing is answered before all is there, because this client does not listen while it speaks.
            using var body = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var end = ""; hasLength ? body.Length < Size : end != "\r\n0\r\n\r\n";)
            {
                body.Write(buffer, 0, await connection.Stream.ReadAsync(buffer, connection.Stop));
                end = Encoding.Latin1.GetString(body.GetBuffer(), Math.Max(0, (int)body.Length - 7), Math.Min(7, (int)body.Length));
            }

            await connection.WriteAsync(hasLength ? $"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\n\r\n" : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.Stream.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), connection.Stop);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var sent = RandomNumberGenerator.GetBytes(Size);
        using var content = new StreamContent(new MemoryStream(sent));
        content.Headers.ContentLength = hasLength ? Size : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        request.Headers.TransferEncodingChunked = !hasLength;
        using var response = await published.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var received = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(SHA256.HashData(sent), SHA256.HashData(received));
        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Equal((Size, Size), ((int)published.Records.Single().RequestBytes, (int)published.Records.Single().ResponseBytes));
    }

    [Fact]
    public async Task A_front_end_is_asked_whether_to_continue_before_it_gets_a_body()
    {
        var bodies = new List<string?>();
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var header = await connection.ReadHeaderAsync();
            Assert.Contains("\r\nExpect: 100-continue\r\n", header, StringComparison.Ordinal);
            if (header!.StartsWith("POST /unwanted", StringComparison.Ordinal))
            {
                await connection.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                bodies.Add(await connection.ReadHeaderAsync());
                return;
            }

            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
            var body = new byte[4];
            await connection.Stream.ReadExactlyAsync(body, connection.Stop);
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{Encoding.Latin1.GetString(body)}");
        });

        // A clock that stands still: only an answer lets the body go, not the time-out.
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: new ManualTimeProvider());
        Assert.EndsWith("\r\n\r\nbody", await AskAsync(published, "POST /wanted HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody"), StringComparison.Ordinal);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, published.Port);
        await client.GetStream().WriteAsync("POST /unwanted HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"u8.ToArray());
        var answer = new byte[13];
        await client.GetStream().ReadExactlyAsync(answer).AsTask().WaitAsync(s_patience);
        Assert.Equal("HTTP/1.1 401 ", Encoding.Latin1.GetString(answer));
        await UntilAsync(() => bodies.Count == 1);
        Assert.Null(bodies[0]);
    }

    [Fact]
    public async Task A_front_end_that_knows_no_expectation_gets_the_body_after_a_second()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var answer = await AskAsync(published, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody");
        Assert.EndsWith("hello", answer, StringComparison.Ordinal);
        Assert.EndsWith("body", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_a_body_says_so()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var response = await published.Client.PostAsync("/", null);
        await published.GetAsync();
        Assert.Contains("\r\nContent-Length: 0\r\n", frontEnd.Requests.First(), StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", frontEnd.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_beyond_the_activity_time_out_ends_a_request()
    {
        var time = new ManualTimeProvider();
        var asked = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.Release();
            await connection.HangAsync();
        });
        var farm = PublishedFarm.Farmed(frontEnd.Authority);
        await using var published = await PublishedFarm.StartAsync(farm with { Resilience = farm.Resilience with { ActivityTimeout = TimeSpan.FromSeconds(100) } }, time: time);
        var answer = published.GetAsync();
        await asked.WaitAsync(s_patience);
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(nameof(DenialReason.FrontEndTimeout), await answer.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_poll_is_answered_after_59_minutes_where_the_section_allows_it_and_its_answer_may_pause_for_less()
    {
        var time = new ManualTimeProvider();
        var asked = new SemaphoreSlim(0);
        var pinged = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.Release();
            await pinged.WaitAsync(connection.Stop);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: time);
        published.Section = PublishSection.Whole with { Limits = new LimitsPolicy { ResponseTimeout = TimeSpan.FromMinutes(65) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Microsoft-Server-ActiveSync?Cmd=Ping");
        var answer = published.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await asked.WaitAsync(s_patience);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(answer.IsCompleted);
        pinged.Release();
        using var response = await answer.WaitAsync(s_patience);
        var body = response.Content.ReadAsStringAsync();

        // Within an answer the farm's 100 seconds hold.
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(body.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<HttpRequestException>(() => body.WaitAsync(s_patience));
        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Equal((5L, PublishingDecision.Forwarded), (published.Records.Single().ResponseBytes, published.Records.Single().Decision));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", 200)]
    [InlineData("HTTP/1.1 102 Processing\r\n\r\n", 504)]
    public async Task A_request_ends_when_its_whole_time_is_up_however_much_silence_is_allowed(string beginning, int status)
    {
        var time = new ManualTimeProvider();
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(beginning);
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: time);
        var hour = TimeSpan.FromHours(1);
        published.Section = PublishSection.Whole with { Limits = new LimitsPolicy { ResponseTimeout = hour, ActivityTimeout = hour, RequestTimeout = TimeSpan.FromMinutes(5) } };
        var asking = published.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await UntilAsync(() => status == 200 ? asking.IsCompleted : frontEnd.Requests.Count == 1);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(published.Records);
        time.Advance(TimeSpan.FromSeconds(62));
        using var answer = await asking.WaitAsync(s_patience);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 200)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync().WaitAsync(s_patience));
        }

        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Contains(published.Log, static logged => logged.Id == 3004 && logged.Message.Contains("not done within 300 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_stops_sending_is_told_so_and_its_front_end_is_not_taken_for_silent()
    {
        var time = new ManualTimeProvider();
        var asked = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.Stream.ReadExactlyAsync(new byte[4], connection.Stop);
            asked.Release();
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: time);
        var answer = AskAsync(published, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100\r\n\r\npart");
        await asked.WaitAsync(s_patience);
        time.Advance(TimeSpan.FromSeconds(102));
        Assert.StartsWith("HTTP/1.1 408 ", await answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.BodyTooSlow, published.Records.Single().Denial?.Reason);
        Assert.Contains("nothing moved for 100 s", published.Records.Single().Denial!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_of_its_answer_is_let_go_in_time()
    {
        var time = new ManualTimeProvider();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = 0L;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\n");
            var piece = new byte[64 * 1024];
            try
            {
                while (true)
                {
                    await connection.Stream.WriteAsync(piece, connection.Stop);
                    Interlocked.Increment(ref sent);
                }
            }
            finally
            {
                ended.SetResult();
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: time);
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, published.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        await Rest.AfterAsync(() => Interlocked.Read(ref sent));

        time.Advance(TimeSpan.FromSeconds(102));
        await ended.Task.WaitAsync(s_patience);
        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Equal((PublishingDecision.Abandoned, null), (published.Records.Single().Decision, published.Records.Single().Denial));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", "FrontEndInvalidResponse")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello you!", "hello you!")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", null)]
    public async Task An_answer_that_is_longer_than_its_section_allows_is_not_passed_on(string answer, string? expected)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        published.Section = PublishSection.Whole with { Limits = new LimitsPolicy { MaximumResponseBody = 10 } };
        if (expected is null)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => published.GetAsync());
        }
        else
        {
            Assert.Equal(expected, await published.GetAsync());
        }
    }

    [Fact]
    public async Task Idle_connections_are_closed_in_time_and_when_the_server_closes_them()
    {
        var time = new ManualTimeProvider();
        var ended = 0;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }

            Interlocked.Increment(ref ended);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: time);
        await published.GetRecordAsync();
        time.Advance(ConnectionPool.IdleTimeout - TimeSpan.FromSeconds(2));
        await published.GetRecordAsync();
        Assert.Equal(1, frontEnd.Connections);
        time.Advance(ConnectionPool.IdleTimeout + TimeSpan.FromSeconds(2));
        await UntilAsync(() => Volatile.Read(ref ended) == 1);
        Assert.Equal("hello", await published.GetAsync());
        Assert.Equal(2, frontEnd.Connections);
    }

    [Fact]
    public async Task A_farm_that_leaves_the_policy_keeps_no_connection()
    {
        var ended = 0;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }

            Interlocked.Increment(ref ended);
        });
        await using var other = RawFrontEnd.Answering("other");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority), time: new ManualTimeProvider());
        await published.GetRecordAsync();
        await published.ApplyAsync(PublishedFarm.Farmed(other.Authority) with { Name = "other-farm" });
        await UntilAsync(() => Volatile.Read(ref ended) == 1);
        Assert.Equal("other", await published.GetAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_an_answer_takes_the_front_ends_connection_along()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
            try
            {
                await connection.ReadHeaderAsync();
            }
            finally
            {
                ended.SetResult();
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, published.Port);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
            Assert.NotEqual(0, await client.GetStream().ReadAtLeastAsync(new byte[1000], 10));
        }

        await ended.Task.WaitAsync(s_patience);
        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Equal(PublishingDecision.Abandoned, published.Records.Single().Decision);
    }

    [Fact]
    public async Task A_client_that_closes_its_half_while_it_waits_has_gone()
    {
        var asked = new SemaphoreSlim(0);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.Release();
            try
            {
                await connection.ReadHeaderAsync();
            }
            finally
            {
                ended.SetResult();
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, published.Port);
        await client.GetStream().WriteAsync("POST /Microsoft-Server-ActiveSync?Cmd=Ping HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await asked.WaitAsync(s_patience);
        client.Client.Shutdown(SocketShutdown.Send);

        await ended.Task.WaitAsync(s_patience);
        await UntilAsync(() => !published.Records.IsEmpty);
        Assert.Equal(PublishingDecision.Abandoned, published.Records.Single().Decision);
    }

    [Fact]
    public async Task A_front_end_that_closes_its_half_behind_its_answer_has_answered()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\nhello");
            connection.CloseHalf();
            await connection.Stream.ReadExactlyAsync(new byte[4], connection.Stop);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var content = new ByteArrayContent("body"u8.ToArray());
        using var answer = await published.Client.PostAsync("/", content);
        Assert.Equal("hello", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unusual_reason_phrase_passes_in_words_of_the_published_site()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 449 Retry after 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.StartsWith("HTTP/1.1 449 Retry after mail.nwtraders.example\r\n", await AskAsync(published, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(PublishedFarm published, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, published.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(s_patience);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
