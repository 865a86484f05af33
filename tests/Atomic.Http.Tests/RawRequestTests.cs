using System.Net.Sockets;
using System.Text;

namespace Atomic.Http.Tests;

/// <summary>Requests that no HTTP client would send, byte by byte over a socket.</summary>
public sealed class RawRequestTests : HttpTest
{
    private const string Head = "POST /api/microtasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET /a\0b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/microtasks?top=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/microtasks/\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /readyz HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData(Head + "Content-Length: -1\r\n\r\n")]
    [InlineData(Head + "Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData(Head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}  ")]
    [InlineData(Head + "Content-Length: 5000000000\r\n\r\n{")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData(Head + "Transfer-Encoding: gzip\r\n\r\n")]
    [InlineData(Head + "Idempotency-Key: \xff\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData(Head + "Prefer: wait=\x01\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task AnyBytes_AreRefusedBelow500(string bytes)
    {
        var response = await SendAsync(Encoding.Latin1.GetBytes(bytes));

        int.Parse(response.Split(' ')[1]).ShouldBeInRange(400, 499, response);
        await ShouldBeHealthyAsync();
    }

    [Fact]
    public async Task Post_MalformedChunks_IsAProblem()
    {
        var response = await SendAsync(Encoding.Latin1.GetBytes(Head + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"));

        response.ShouldContain("urn:atomic:problem:bad-request");
    }

    [Fact]
    public async Task Post_BodyCutOff_LeavesTheServerHealthy()
    {
        var response = await SendAsync(Encoding.Latin1.GetBytes(Head + "Content-Length: 100\r\n\r\n{\"kind\""), closeSending: true);

        if (response.Length > 0) int.Parse(response.Split(' ')[1]).ShouldBeInRange(400, 499, response);
        await ShouldBeHealthyAsync();
        Service.Submissions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_BodyInManyPieces_IsReadInFull()
    {
        var chunks = string.Concat(Samples.Request.Select(static letter => $"1\r\n{letter}\r\n"));

        var response = await SendAsync(Encoding.Latin1.GetBytes($"{Head}Transfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"));

        response.ShouldEndWith(Samples.AnswerJson(ScriptedService.FirstId));
    }

    private async Task<string> SendAsync(byte[] bytes, bool closeSending = false)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, timeout.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(bytes, timeout.Token);
        if (closeSending) socket.Client.Shutdown(SocketShutdown.Send);
        var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, timeout.Token);
        }
        catch (IOException)
        {
            // The server may reset the connection of a request that it does not read to its end; what it said before counts.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    private async Task ShouldBeHealthyAsync()
    {
        using var health = await GetAsync("/healthz");
        ((int)health.StatusCode).ShouldBe(200);
    }
}
