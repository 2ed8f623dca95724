-- A session in a real editor: Neovim's own LSP client, headless, against the
-- drop-in clangd. The test gives the scene by environment variables:
--   SERVER   the clangd to run
--   FILE     the file to open, in a project with a compile database
--   CHECK    the check whose warning the file starts with
--   HALF     half a statement to type on a line of its own below the warning
-- It says each step on standard output, and ends with 1 where one fails.

local server, file = os.getenv("SERVER"), os.getenv("FILE")
local check, half = os.getenv("CHECK"), os.getenv("HALF")
local patience = 60000 -- milliseconds; a loaded CI machine is slow

local function say(...) io.stdout:write(string.format(...), "\n") end

local function give_up(...)
  say("FAILED: " .. string.format(...))
  vim.cmd("cquit 1")
end

-- The server's diagnostics, counted, so that a step can wait for those that
-- answer its own change and not be content with older ones.
local published, raw = 0, {}
local handler = vim.lsp.handlers["textDocument/publishDiagnostics"]
local function on_publish(problem, result, context, settings)
  handler(problem, result, context, settings)
  published, raw = published + 1, result.diagnostics
end

local client, gone

-- Runs the change, then waits for diagnostics that satisfy the condition.
local function expect(step, change, condition)
  local before = published
  change()
  local arrived = vim.wait(patience, function()
    return gone or (published > before and condition(vim.diagnostic.get(0)))
  end, 20)
  if gone then give_up("the server died before: %s", step) end
  if not arrived then
    give_up("waited for: %s: the diagnostics are %s", step, vim.inspect(vim.diagnostic.get(0)))
  end
  say("%s", step)
end

local function of_check(diagnostics)
  return vim.tbl_filter(function(d) return d.code == check end, diagnostics)
end

local function answers(method, parameters)
  local answer, problem = client.request_sync(method, parameters, patience, 0)
  if not answer or answer.err then
    give_up("%s: %s", method, vim.inspect(problem or answer.err))
  end
  return answer.result
end

local function session()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  expect("opened: the warning is there", function()
    local id = vim.lsp.start_client({
      cmd = { server, "--background-index=false", "--log=error" },
      root_dir = vim.fn.fnamemodify(file, ":h"),
      handlers = { ["textDocument/publishDiagnostics"] = on_publish },
      on_exit = function(status, signal) gone = { status, signal } end,
    })
    client = vim.lsp.get_client_by_id(id)
    vim.lsp.buf_attach_client(0, id)
  end, function(diagnostics) return #of_check(diagnostics) == 1 end)

  local warning = of_check(vim.diagnostic.get(0))[1]
  say("line %d: %s", warning.lnum + 1, warning.message)

  vim.api.nvim_win_set_cursor(0, { warning.lnum + 1, warning.col })
  local parameters = vim.lsp.util.make_range_params(0, client.offset_encoding)
  parameters.context = { diagnostics = of_check(raw), only = { "quickfix" } }
  local fixes = vim.tbl_filter(function(action) return action.edit end,
    answers("textDocument/codeAction", parameters))
  if #fixes == 0 then give_up("no quick fix is offered") end
  say("quick fix: %s", fixes[1].title)

  expect("fixed: the warning is gone", function()
    vim.lsp.util.apply_workspace_edit(fixes[1].edit, client.offset_encoding)
  end, function(diagnostics) return #diagnostics == 0 end)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do say("| %s", line) end

  -- The cursor moved down with its line when the fix came in above it.
  local line = vim.api.nvim_win_get_cursor(0)[1]
  expect("half a statement: only the compiler complains", function()
    vim.api.nvim_buf_set_lines(0, line, line, true, { half })
  end, function(diagnostics) return #diagnostics > 0 and #of_check(diagnostics) == 0 end)

  vim.api.nvim_win_set_cursor(0, { line + 1, #half - 1 })
  answers("textDocument/documentSymbol", { textDocument = parameters.textDocument })
  answers("textDocument/completion", vim.lsp.util.make_position_params(0, client.offset_encoding))
  say("the server still answers")

  expect("half a statement taken back: nothing to complain of", function()
    vim.api.nvim_buf_set_lines(0, line, line + 1, true, {})
  end, function(diagnostics) return #diagnostics == 0 end)

  client.stop()
  if not vim.wait(patience, function() return gone end, 20) then
    give_up("the server does not stop")
  end
  if gone[1] ~= 0 or gone[2] ~= 0 then
    give_up("the server ends with status %d, signal %d", gone[1], gone[2])
  end
  say("the session is over")
end

local fine, problem = pcall(session)
if not fine then give_up("%s", problem) end
vim.cmd("qall!")
